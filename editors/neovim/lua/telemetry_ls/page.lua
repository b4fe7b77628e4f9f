--- Pages: read-only buffers of this plugin, and the window that shows them.
--- Start reading at M.open and M.scratch.
local M = {}

--- The names of all pages begin with this.
M.scheme = 'go-telemetry:'

--- Neovim 0.12 moved this function.
local diff = vim.text and vim.text.diff or vim.diff

--- Puts text into a page. It replaces only lines that differ, so that closed folds stay
--- closed. Each window keeps its place.
---@param buf integer
---@param text string
function M.fill(buf, text)
  local before = table.concat(vim.api.nvim_buf_get_lines(buf, 0, -1, false), '\n') .. '\n'
  local lines = vim.split((text:gsub('\n$', '')), '\n')
  local hunks = diff(before, table.concat(lines, '\n') .. '\n', { result_type = 'indices' })
  local views = {}
  for _, win in ipairs(vim.fn.win_findbuf(buf)) do
    views[win] = vim.api.nvim_win_call(win, vim.fn.winsaveview)
  end
  vim.bo[buf].modifiable = true
  for i = #hunks, 1, -1 do
    local from, count, new_from, new_count = unpack(hunks[i])
    -- If the hunk removes no lines, from is the line before it.
    local first = count == 0 and from or from - 1
    local new = vim.list_slice(lines, new_from, new_from + new_count - 1)
    vim.api.nvim_buf_set_lines(buf, first, first + count, false, new)
  end
  vim.bo[buf].modifiable = false
  vim.bo[buf].modified = false
  for win, view in pairs(views) do
    vim.api.nvim_win_call(win, function()
      vim.fn.winrestview(view)
    end)
  end
end

--- Closes the page. The last window can't be closed, so it gets another buffer.
local function close(buf)
  local win = vim.api.nvim_get_current_win()
  if not pcall(vim.api.nvim_win_close, win, false) then
    vim.api.nvim_buf_delete(buf, { force = true })
  end
end

---@param buf integer
---@param key string
---@param description string
---@param fn fun()
function M.map(buf, key, description, fn)
  vim.keymap.set('n', key, fn, { buffer = buf, nowait = true, desc = description })
end

--- Folds each section. All folds are open at first. The title has no fold, because it would
--- hide everything.
---@param line integer
---@return string
function M.foldexpr(line)
  local marks = vim.fn.getline(line):match('^#(#*) ')
  if not marks then
    return '='
  end
  return marks == '' and '0' or ('>' .. #marks)
end

local function dress(win)
  local set = vim.wo[win][0]
  set.foldmethod = 'expr'
  set.foldexpr = "v:lua.require'telemetry_ls.page'.foldexpr(v:lnum)"
  set.foldlevel = 99
  set.wrap = true
  set.linebreak = true
end

--- Makes a buffer a page, and sets the options of its windows.
---@param buf integer
function M.prepare(buf)
  vim.bo[buf].buftype = 'nofile'
  vim.bo[buf].bufhidden = 'wipe'
  vim.bo[buf].swapfile = false
  vim.bo[buf].modeline = false
  vim.bo[buf].modifiable = false
  vim.bo[buf].filetype = 'markdown'
  M.map(buf, 'q', 'Close', function()
    close(buf)
  end)
  for _, win in ipairs(vim.fn.win_findbuf(buf)) do
    dress(win)
  end
end

--- Returns a window of this tab page that shows any of the pages.
---@return integer?
local function window()
  for _, win in ipairs(vim.api.nvim_tabpage_list_wins(0)) do
    local name = vim.api.nvim_buf_get_name(vim.api.nvim_win_get_buf(win))
    if vim.startswith(name, M.scheme) then
      return win
    end
  end
end

--- Opens a page in the window that shows one, or in a new window.
---@param name string of the buffer
function M.open(name)
  local at = vim.fn.fnameescape(name)
  local win = window()
  if win then
    vim.api.nvim_set_current_win(win)
    vim.cmd.edit({ args = { at } })
  else
    vim.cmd.split({ args = { at }, mods = { split = 'botright' } })
  end
end

--- Shows lines in a page without the server. Each key of keys closes the page and calls its
--- function.
---@param name string
---@param lines string[]
---@param keys table<string, { description: string, run: fun() }>
function M.scratch(name, lines, keys)
  M.open(M.scheme .. '///' .. name)
  local buf = vim.api.nvim_get_current_buf()
  M.prepare(buf)
  M.fill(buf, table.concat(lines, '\n'))
  for key, action in pairs(keys) do
    M.map(buf, key, action.description, function()
      close(buf)
      action.run()
    end)
  end
end

return M
