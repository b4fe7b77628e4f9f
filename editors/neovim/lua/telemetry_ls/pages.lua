--- The pages of the server, in buffers named go-telemetry:///NAME.md. The server writes
--- their text, and says when it changes. page.lua makes the buffers. Start reading at
--- M.open.
local page = require('telemetry_ls.page')

local M = {}

---@param name string such as 'explanation'
---@return string
function M.uri(name)
  return page.scheme .. '///' .. name .. '.md'
end

--- Returns the name of the page with this URI or buffer name.
---@param uri string
---@return string?
function M.name(uri)
  return uri:match('^go%-telemetry:/*([%w_-]+)%.md$')
end

---@param buf integer
---@return string?
local function name_of(buf)
  return vim.api.nvim_buf_is_loaded(buf) and M.name(vim.api.nvim_buf_get_name(buf)) or nil
end

---@param name string
---@return integer? buf
local function find_buffer(name)
  for _, buf in ipairs(vim.api.nvim_list_bufs()) do
    if name_of(buf) == name then
      return buf
    end
  end
end

--- Asks the server for the text of a page.
---@param name string
---@param done fun(problem?: string, text?: string)
local function fetch(name, done)
  local client = require('telemetry_ls.client')
  local function answered(problem, result)
    done(problem, result and result.text)
  end
  client.with(function(running, problem)
    if not running then
      return done(problem)
    end
    if not vim.tbl_get(running.server_capabilities, 'workspace', 'textDocumentContent') then
      return client.execute('open', { document = name, show = false }, answered)
    end
    local params = { uri = M.uri(name) }
    require('telemetry_ls.request').send(running, 'workspace/textDocumentContent', params, answered)
  end)
end

--- Attaches the server, so that it knows when the page is open and when it is closed.
local function attach(buf)
  local client = require('telemetry_ls.client').get()
  if client and not client.attached_buffers[buf] then
    vim.lsp.buf_attach_client(buf, client.id)
  end
end

--- Returns the text for a page that could not be read.
local function failure(name, problem)
  local what, hint =
    require('telemetry_ls.problem').split(require('telemetry_ls.plain').text(problem))
  return table.concat({
    ('# Go telemetry: the page %s could not be read'):format(name),
    '',
    what .. (hint and ('\n\nHint: ' .. hint) or ''),
    '',
    'Press r to try again, q to close.',
  }, '\n')
end

--- Reads a page again.
---@param buf integer
function M.refresh(buf)
  local name = name_of(buf)
  if not name then
    return
  end
  fetch(name, function(problem, text)
    if not vim.api.nvim_buf_is_loaded(buf) then
      return
    end
    if not text then
      return page.fill(buf, failure(name, problem or 'the server returned no text'))
    end
    page.fill(buf, text)
    attach(buf)
  end)
end

--- How long the server may take before the page shows that it is loading.
local patience_ms = 300

local function is_empty(buf)
  return vim.api.nvim_buf_line_count(buf) == 1
    and vim.api.nvim_buf_get_lines(buf, 0, 1, false)[1] == ''
end

--- Makes a buffer a page, and reads its text. This handles BufReadCmd.
---@param buf integer
function M.read(buf)
  page.prepare(buf)
  if not name_of(buf) then
    return
  end
  page.map(buf, 'r', 'Reload', function()
    M.refresh(buf)
  end)
  M.refresh(buf)
  vim.defer_fn(function()
    if vim.api.nvim_buf_is_loaded(buf) and is_empty(buf) then
      page.fill(buf, 'Loading...')
    end
  end, patience_ms)
end

--- Shows a page, in the window that shows it or another page, or in a new window.
---@param name string
---@param focus? boolean whether to move to its window; by default true
function M.open(name, focus)
  local before = vim.api.nvim_get_current_win()
  local buf = find_buffer(name)
  local win = buf and vim.fn.win_findbuf(buf)[1]
  if buf and win then
    vim.api.nvim_set_current_win(win)
    M.refresh(buf)
  else
    page.open(M.uri(name))
  end
  if focus == false then
    vim.api.nvim_set_current_win(before)
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

--- Opens the pages in a server that was restarted.
---@param client vim.lsp.Client
function M.on_client(client)
  vim.schedule(function()
    for _, buf in ipairs(vim.api.nvim_list_bufs()) do
      if name_of(buf) and not client.attached_buffers[buf] then
        M.refresh(buf)
      end
    end
  end)
end

return M
