--- Attaches the server to buffers of the configured file types, through
--- vim.lsp.enable if Neovim has it, and otherwise through an autocommand.
local config = require('telemetry_ls.config')

local M = {}

local name = 'telemetry_ls'

---@return boolean
function M.has_enable()
  return vim.fn.has('nvim-0.11') == 1
end

--- Reports whether the server should attach to a buffer.
---@param buf integer
---@return boolean
function M.wanted(buf)
  return vim.api.nvim_buf_is_loaded(buf)
    and vim.bo[buf].buftype == ''
    and vim.list_contains(config.get().filetypes, vim.bo[buf].filetype)
end

--- Returns the loaded buffers that the server should attach to.
---@return integer[]
function M.buffers()
  return vim.tbl_filter(M.wanted, vim.api.nvim_list_bufs())
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

local function with_enable()
  -- A new configuration makes Neovim read lsp/telemetry_ls.lua again.
  vim.lsp.config(name, {})
  adopt_program()
  if config.get().autostart then
    vim.lsp.enable(name)
  elseif vim.lsp.is_enabled == nil or vim.lsp.is_enabled(name) then
    vim.lsp.enable(name, false)
  end
end

local function group()
  return vim.api.nvim_create_augroup('telemetry_ls.attach', { clear = true })
end

local function on_filetype(description, once, fn)
  vim.api.nvim_create_autocmd('FileType', {
    group = group(),
    pattern = config.get().filetypes,
    once = once,
    desc = description,
    callback = fn,
  })
end

local function with_autocommand()
  if not config.get().autostart then
    return
  end
  local function attach(buf)
    if M.wanted(buf) then
      require('telemetry_ls.client').attach(buf)
    end
  end
  on_filetype('Attach telemetry-ls', false, function(event)
    attach(event.buf)
  end)
  for _, buf in ipairs(M.buffers()) do
    attach(buf)
  end
end

local function follow()
  group()
  if M.has_enable() then
    with_enable()
  else
    with_autocommand()
  end
end

--- Applies the configuration. It doesn't load Neovim's LSP modules, which takes a
--- while, until a buffer needs them.
function M.update()
  if package.loaded['vim.lsp'] or #M.buffers() > 0 then
    follow()
  elseif config.get().autostart then
    on_filetype('Prepare telemetry-ls', true, follow)
  else
    group()
  end
end

return M
