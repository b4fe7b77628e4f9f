--- Where the server's program is.
local config = require('telemetry_ls.config')

local M = {}

local install = 'go install github.com/telemetry-ls/telemetry-ls/cmd/telemetry-ls@latest'

local unnamed = 'name the one that is there, or leave cmd out for the one on PATH'

--- The repository that this plugin is part of, if it is a checkout.
local function repository()
  local here = debug.getinfo(1, 'S').source:sub(2)
  return vim.fs.normalize(vim.fn.fnamemodify(here, ':p:h') .. '/../../../..')
end

--- The program and its arguments, and where it was found; or nil and why not, with
--- a hint.
---@return string[]? cmd
---@return string found_or_reason
function M.resolve()
  local cmd = config.get().cmd
  if cmd then
    local path = vim.fn.exepath(vim.fn.expand(cmd[1]))
    if path == '' then
      local what = 'setup() says cmd = { "%s" }, which cannot be run; hint: '
      return nil, what:format(cmd[1]) .. unnamed
    end
    return { path, unpack(cmd, 2) }, 'by setup()'
  end
  local path = vim.fn.exepath('telemetry-ls')
  if path ~= '' then
    return { path }, 'on PATH'
  end
  local suffix = vim.fn.has('win32') == 1 and '.exe' or ''
  local built = repository() .. '/bin/telemetry-ls' .. suffix
  if vim.fn.executable(built) == 1 then
    return { built }, 'built in the checkout of this plugin'
  end
  return nil, 'telemetry-ls is not on PATH; hint: install it by ' .. install
end

return M
