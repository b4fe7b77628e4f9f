--- Documents of the server, in buffers named go-telemetry:///NAME.md: the server
--- writes their text, and tells when it is another.
local M = {}

local scheme = 'go-telemetry:'

---@param name string such as 'explanation'
---@return string
function M.uri(name)
  return scheme .. '///' .. name .. '.md'
end

--- The document that a URI or buffer name stands for.
---@param uri string
---@return string?
function M.name(uri)
  return uri:match('^go%-telemetry:/*([%w_-]+)%.md$')
end

---@param name string
---@return integer? buf
local function find_buffer(name)
  for _, buf in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buf) and M.name(vim.api.nvim_buf_get_name(buf)) == name then
      return buf
    end
  end
end

--- Asks the server for the text of a document.
---@param name string
---@param done fun(problem?: string, text?: string)
local function fetch(name, done)
  local client = require('telemetry_ls.client')
  client.with(function(running, problem)
    if not running then
      return done(problem)
    end
    if not vim.tbl_get(running.server_capabilities, 'workspace', 'textDocumentContent') then
      local argument = { document = name, show = false }
      return client.execute('open', argument, function(failed, result)
        done(failed, result and result.text)
      end)
    end
    local params = { uri = M.uri(name) }
    require('telemetry_ls.request').send(
      running,
      'workspace/textDocumentContent',
      params,
      function(failed, result)
        done(failed, result and result.text)
      end
    )
  end)
end

--- Puts text into a buffer; each window keeps its place.
---@param buf integer
---@param text string
local function fill(buf, text)
  local lines = vim.split(text, '\n')
  if lines[#lines] == '' then
    table.remove(lines)
  end
  local views = {}
  for _, win in ipairs(vim.fn.win_findbuf(buf)) do
    views[win] = vim.api.nvim_win_call(win, vim.fn.winsaveview)
  end
  vim.bo[buf].modifiable = true
  vim.api.nvim_buf_set_lines(buf, 0, -1, false, lines)
  vim.bo[buf].modifiable = false
  vim.bo[buf].modified = false
  for win, view in pairs(views) do
    vim.api.nvim_win_call(win, function()
      vim.fn.winrestview(view)
    end)
  end
end

--- Attaching tells the server that the document is open, and later that it is not.
local function attach(buf)
  local client = require('telemetry_ls.client').get()
  if client and not client.attached_buffers[buf] then
    vim.lsp.buf_attach_client(buf, client.id)
  end
end

--- Reads a document anew.
---@param buf integer
function M.refresh(buf)
  local name = M.name(vim.api.nvim_buf_get_name(buf))
  if not name then
    return
  end
  fetch(name, function(problem, text)
    if not vim.api.nvim_buf_is_loaded(buf) then
      return
    end
    if not text then
      fill(buf, ('Go telemetry: %s could not be read: %s'):format(name, problem or 'no text'))
      return
    end
    fill(buf, text)
    attach(buf)
  end)
end

--- Closes the document; the last window gets another buffer.
local function close(buf)
  local win = vim.api.nvim_get_current_win()
  if not pcall(vim.api.nvim_win_close, win, false) then
    vim.api.nvim_buf_delete(buf, { force = true })
  end
end

local function map(buf, key, description, fn)
  vim.keymap.set('n', key, fn, { buffer = buf, nowait = true, desc = description })
end

--- Makes a buffer one that only shows.
---@param buf integer
local function prepare(buf)
  vim.bo[buf].buftype = 'nofile'
  vim.bo[buf].bufhidden = 'wipe'
  vim.bo[buf].swapfile = false
  vim.bo[buf].modifiable = false
  vim.bo[buf].filetype = 'markdown'
  map(buf, 'q', 'Close', function()
    close(buf)
  end)
end

--- How long a text may take before the user is told that it takes a while.
local patience_ms = 300

--- Makes a buffer of that name a document. This is BufReadCmd.
---@param buf integer
function M.read(buf)
  prepare(buf)
  map(buf, 'r', 'Read again', function()
    M.refresh(buf)
  end)
  M.refresh(buf)
  vim.defer_fn(function()
    if vim.api.nvim_buf_is_loaded(buf) and vim.api.nvim_buf_line_count(buf) == 1 then
      local lines = vim.api.nvim_buf_get_lines(buf, 0, -1, false)
      fill(buf, lines[1] ~= '' and lines[1] or 'Reading ...')
    end
  end, patience_ms)
end

--- A fold for each section, all open at first.
---@param line integer
---@return string
function M.foldexpr(line)
  local marks = vim.fn.getline(line):match('^(#+) ')
  return marks and ('>' .. #marks) or '='
end

local function dress(win)
  local set = vim.wo[win][0]
  set.foldmethod = 'expr'
  set.foldexpr = "v:lua.require'telemetry_ls.docs'.foldexpr(v:lnum)"
  set.foldlevel = 99
  set.wrap = true
  set.linebreak = true
end

--- A window of this tab page that shows a document of ours, whichever it is.
---@return integer?
local function document_window()
  for _, win in ipairs(vim.api.nvim_tabpage_list_wins(0)) do
    local name = vim.api.nvim_buf_get_name(vim.api.nvim_win_get_buf(win))
    if vim.startswith(name, scheme) then
      return win
    end
  end
end

--- Shows a document, in the window that has it or another document of ours, else
--- in a new one.
---@param name string
---@param focus? boolean whether to go there; by default so
function M.open(name, focus)
  local before = vim.api.nvim_get_current_win()
  local buf = find_buffer(name)
  local win = buf and vim.fn.win_findbuf(buf)[1]
  if buf and win then
    vim.api.nvim_set_current_win(win)
    M.refresh(buf)
  else
    local at = vim.fn.fnameescape(M.uri(name))
    local other = document_window()
    if other then
      vim.api.nvim_set_current_win(other)
      vim.cmd.edit({ args = { at } })
    else
      vim.cmd.split({ args = { at }, mods = { split = 'botright' } })
    end
    dress(vim.api.nvim_get_current_win())
  end
  if focus == false then
    vim.api.nvim_set_current_win(before)
  end
end

--- Shows lines of our own, in one window per name; a key of keys closes it and
--- calls its function.
---@param name string
---@param lines string[]
---@param keys table<string, fun()>
function M.scratch(name, lines, keys)
  local full = scheme .. name
  for _, buf in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_get_name(buf) == full then
      vim.api.nvim_buf_delete(buf, { force = true })
    end
  end
  vim.cmd.new({ mods = { split = 'botright' } })
  local buf = vim.api.nvim_get_current_buf()
  vim.api.nvim_buf_set_name(buf, full)
  prepare(buf)
  dress(vim.api.nvim_get_current_win())
  fill(buf, table.concat(lines, '\n'))
  for key, fn in pairs(keys) do
    map(buf, key, key, function()
      close(buf)
      fn()
    end)
  end
end

--- Handles window/showDocument.
function M.on_show(err, params, context, config)
  local name = M.name(params.uri)
  if not name then
    return vim.lsp.handlers['window/showDocument'](err, params, context, config)
  end
  local ok = pcall(M.open, name, params.takeFocus)
  return { success = ok }
end

--- Handles workspace/textDocumentContent/refresh.
function M.on_refresh(_, params)
  local name = M.name(params.uri)
  local buf = name and find_buffer(name)
  if buf then
    M.refresh(buf)
  end
  return vim.NIL
end

--- A server was started anew: the documents are opened there too.
---@param client vim.lsp.Client
function M.on_client(client)
  vim.schedule(function()
    for _, buf in ipairs(vim.api.nvim_list_bufs()) do
      local name = M.name(vim.api.nvim_buf_get_name(buf))
      if vim.api.nvim_buf_is_loaded(buf) and name and not client.attached_buffers[buf] then
        M.refresh(buf)
      end
    end
  end)
end

return M
