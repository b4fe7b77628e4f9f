--- Finds the server's program.
local config = require('telemetry_ls.config')
local program = require('telemetry_ls.program')
local workspace = require('telemetry_ls.workspace')

local M = {}

local name = 'telemetry-ls'

local install = 'go install github.com/telemetry-ls/telemetry-ls/cmd/telemetry-ls@latest'

local rename = 'set it to the path of telemetry-ls, or remove it to use the one on PATH'

--- Returns the repository that contains this plugin, if it is in a checkout.
local function repository()
  local here = debug.getinfo(1, 'S').source:sub(2)
  return vim.fs.normalize(vim.fn.fnamemodify(here, ':p:h') .. '/../../../..')
end

--- Returns the program built in the plugin's repository.
---@return string?
local function built()
  local suffix = vim.fn.has('win32') == 1 and '.exe' or ''
  local file = repository() .. '/bin/' .. name .. suffix
  if program.can_run(file) and not workspace.leads_inside(file, workspace.roots()) then
    return file
  end
end

--- Returns the program that the user configured: a path as it is, or a name found on PATH.
---@param named string
---@return string?
local function chosen(named)
  local path = vim.fs.normalize(named)
  if not path:find('/', 1, true) then
    return (program.find(path))
  end
  local file = vim.fn.exepath(path)
  return file ~= '' and file or nil
end

local function nowhere(passed_over)
  if passed_over then
    return 'telemetry-ls was found only in the open project, '
      .. 'and programs in a project are never run; '
      .. 'hint: set its path in setup(): cmd = { "/path/to/telemetry-ls" }'
  end
  return 'telemetry-ls is not on PATH; hint: install it with ' .. install
end

--- Returns the program with its arguments, and where it was found; or nil and the
--- reason, with a hint.
---@return string[]? cmd
---@return string found_or_reason
function M.resolve()
  local cmd = config.get().cmd
  if cmd then
    local path = chosen(cmd[1])
    if not path then
      return nil, 'cmd in setup() is not an executable program; hint: ' .. rename
    end
    return { path, unpack(cmd, 2) }, 'set in setup()'
  end
  local path, passed_over = program.find(name)
  if path then
    return { path }, 'on PATH'
  end
  path = built()
  if path then
    return { path }, 'built in the repository of this plugin'
  end
  return nil, nowhere(passed_over)
end

return M
