--- Attaches the server to the buffers in its scope, through vim.lsp.enable if Neovim has
--- it, and otherwise through autocommands. scope.lua decides when a file is opened, and
--- again when it is saved.
local config = require('telemetry_ls.config')
local scope = require('telemetry_ls.scope')

local M = {}

local name = 'telemetry_ls'

---@return boolean
function M.has_enable()
  return vim.fn.has('nvim-0.11') == 1
end

--- Reports whether a buffer has one of the configured file types.
---@param buf integer
---@return boolean
local function has_filetype(buf)
  return vim.api.nvim_buf_is_loaded(buf)
    and vim.bo[buf].buftype == ''
    and vim.list_contains(config.get().filetypes, vim.bo[buf].filetype)
end

--- Returns the loaded buffers of the configured file types.
---@return integer[]
local function candidates()
  return vim.tbl_filter(has_filetype, vim.api.nvim_list_bufs())
end

--- Returns the loaded buffers that the server should attach to.
---@return integer[]
function M.buffers()
  return vim.tbl_filter(scope.holds, candidates())
end

--- Adopts a program set through vim.lsp.config('telemetry_ls', { cmd = {...} }) as if
--- it were set in setup(), so that the plugin restarts it too.
local function adopt_program()
  local set = vim.lsp.config[name]
  if type(set.cmd) == 'table' then
    config.adopt_cmd(set.cmd)
    vim.lsp.config(name, { cmd = require('telemetry_ls.client').lsp_config().cmd })
  end
end

--- Reports whether vim.lsp.enable is in force; Neovim 0.11.0 can't tell.
local function is_enabled()
  return vim.lsp.is_enabled == nil or vim.lsp.is_enabled(name)
end

local function with_enable()
  -- A new configuration makes Neovim read lsp/telemetry_ls.lua again.
  vim.lsp.config(name, {})
  adopt_program()
  if config.get().autostart then
    vim.lsp.enable(name)
  elseif is_enabled() then
    vim.lsp.enable(name, false)
  end
end

local function group()
  return vim.api.nvim_create_augroup('telemetry_ls.attach', { clear = true })
end

--- Calls fn, perhaps later, if a buffer is in scope.
---@param buf integer
---@param fn fun(buf: integer)
local function consider(buf, fn)
  if has_filetype(buf) then
    scope.decide(buf, function(yes)
      if yes then
        fn(buf)
      end
    end)
  end
end

--- Considers buffers when they get their file type, and the others when they are saved.
---@param description string
---@param events string[]
---@param fn fun(buf: integer)
local function watch(description, events, fn)
  vim.api.nvim_create_autocmd(events, {
    group = group(),
    desc = description,
    callback = function(event)
      if event.event == 'FileType' or not scope.holds(event.buf) then
        consider(event.buf, fn)
      end
    end,
  })
end

---@param buf integer
local function attach(buf)
  if config.get().autostart and (not M.has_enable() or is_enabled()) then
    require('telemetry_ls.client').attach(buf)
  end
end

local function follow()
  if M.has_enable() then
    with_enable()
    watch('Attach telemetry-ls', { 'BufWritePost' }, attach)
  else
    watch('Attach telemetry-ls', { 'FileType', 'BufWritePost' }, attach)
    for _, buf in ipairs(candidates()) do
      consider(buf, attach)
    end
  end
end

--- Calls follow when a buffer is in scope.
local function prepare()
  local done = false
  local function once()
    if not done then
      done = true
      follow()
    end
  end
  watch('Prepare telemetry-ls', { 'FileType', 'BufWritePost' }, once)
  for _, buf in ipairs(candidates()) do
    consider(buf, once)
  end
end

--- Applies the configuration. It doesn't load Neovim's LSP modules, which takes a
--- while, until a buffer needs them.
function M.update()
  if package.loaded['vim.lsp'] or #M.buffers() > 0 then
    follow()
  elseif config.get().autostart then
    prepare()
  else
    group()
  end
end

return M
