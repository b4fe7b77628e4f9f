--- The options of require('telemetry_ls').setup{...}. M.keys declares them, and M.set
--- checks them.
local generated = require('telemetry_ls.generated')
local plain = require('telemetry_ls.plain')
local scope = require('telemetry_ls.scope')

local M = {}

--- The argument of setup(). Every key is optional.
---@class (exact) telemetry_ls.Options
---@field cmd? string[]
---@field autostart? boolean
---@field filetypes? string[]
---@field default_mode? 'on'|'local'|'off'
---@field settings? table<string, any>
---@field restart? telemetry_ls.RestartOptions

---@class (exact) telemetry_ls.RestartOptions
---@field max? integer
---@field delay? integer

---@class (exact) telemetry_ls.Config
---@field cmd? string[]
---@field autostart boolean
---@field filetypes string[]
---@field default_mode? 'on'|'local'|'off'
---@field settings table<string, any>
---@field restart { max: integer, delay: integer }

---@class (exact) telemetry_ls.ConfigKey
---@field want string describes the valid values
---@field valid fun(value: any): boolean
---@field default any
---@field doc string

local function is_list_of_strings(value)
  if type(value) ~= 'table' or not vim.islist(value) or #value == 0 then
    return false
  end
  for _, item in ipairs(value) do
    if type(item) ~= 'string' or item == '' then
      return false
    end
  end
  return true
end

local function is_whole(value, min, max)
  return type(value) == 'number'
    and value % 1 == 0
    and value >= (min or 0)
    and value <= (max or math.huge)
end

local function one_of(...)
  local words = { ... }
  return function(value)
    return vim.list_contains(words, value)
  end
end

local function is_table(value)
  return type(value) == 'table'
end

---@type table<string, telemetry_ls.ConfigKey>
M.keys = {
  cmd = {
    want = 'a list of strings, such as { "/usr/local/bin/telemetry-ls" }',
    valid = is_list_of_strings,
    doc = 'The program and its arguments. '
      .. 'The default is the program on PATH, or the one built in this repository.',
  },
  autostart = {
    want = 'true or false',
    valid = function(value)
      return type(value) == 'boolean'
    end,
    default = true,
    doc = 'Start the server when you open a file of one of the file types.',
  },
  filetypes = {
    want = 'a list of strings, such as { "go", "gomod" }',
    valid = is_list_of_strings,
    default = vim.list_extend(vim.deepcopy(scope.go_filetypes), scope.other_filetypes),
    doc = 'The file types that the server attaches to.',
  },
  default_mode = {
    want = '"on", "local" or "off"',
    valid = one_of('on', 'local', 'off'),
    doc = 'The mode to set in an environment with no chosen mode: "on", "local" or "off".',
  },
  settings = {
    want = 'a table of the settings of the server',
    valid = is_table,
    default = {},
    doc = 'The settings of the server.',
  },
  restart = {
    want = 'a table with max and delay',
    valid = is_table,
    default = { max = 5, delay = 500 },
    doc = 'How many times to restart a server that crashed, and after how many milliseconds.',
  },
}

local restart_keys =
  { max = 'a whole number from 0', delay = 'a whole number of milliseconds from 1' }

local function defaults()
  local config = {}
  for name, key in pairs(M.keys) do
    config[name] = vim.deepcopy(key.default)
  end
  return config
end

---@type telemetry_ls.Config
local current = defaults()

--- A program that was set through vim.lsp.config instead of setup().
---@type string[]?
local adopted

---@type string[]
local problems = {}

local function names(of)
  local list = vim.tbl_keys(of)
  table.sort(list)
  return table.concat(list, ', ')
end

--- The message doesn't quote the value, because the user knows it and it may be anything.
local function say(key, want)
  table.insert(problems, ('setup: %s must be %s'):format(key, want))
end

local function say_unknown(key, known)
  local name = plain.line(key, plain.short)
  table.insert(problems, ('setup: unknown key %s; expected one of %s'):format(name, known))
end

--- Reports whether value is valid for a server setting, and describes the valid values.
local function check_setting(setting, value)
  if setting.type == 'boolean' then
    return type(value) == 'boolean', 'true or false'
  elseif setting.type == 'integer' then
    local want = ('a whole number from %d to %d'):format(setting.min, setting.max)
    return is_whole(value, setting.min, setting.max), want
  end
  local want = '"' .. table.concat(setting.values, '", "') .. '"'
  return vim.list_contains(setting.values, value), 'one of ' .. want
end

local function set_settings(options)
  local by_name = {}
  for _, setting in ipairs(generated.settings) do
    by_name[setting.name] = setting
  end
  for name, value in pairs(options) do
    local key = 'settings.' .. tostring(name)
    if not by_name[name] then
      say_unknown(key, names(by_name))
    else
      local ok, want = check_setting(by_name[name], value)
      if ok then
        current.settings[name] = value
      else
        say(key, want)
      end
    end
  end
end

local function set_restart(options)
  for name, value in pairs(options) do
    local key = 'restart.' .. tostring(name)
    if not restart_keys[name] then
      say_unknown(key, names(restart_keys))
    elseif is_whole(value, name == 'delay' and 1 or 0) then
      current.restart[name] = value
    else
      say(key, restart_keys[name])
    end
  end
end

--- Applies the options of setup() to the defaults. It skips invalid options, and returns
--- a message for each.
---@param options? telemetry_ls.Options
---@return string[] problems
function M.set(options)
  current, problems = defaults(), {}
  if options ~= nil and type(options) ~= 'table' then
    say('the argument', 'a table')
    options = nil
  end
  for name, value in pairs(options or {}) do
    local key = M.keys[name]
    if not key then
      say_unknown(tostring(name), names(M.keys))
    elseif not key.valid(value) then
      say(name, key.want)
    elseif name == 'settings' then
      set_settings(value)
    elseif name == 'restart' then
      set_restart(value)
    else
      current[name] = vim.deepcopy(value)
    end
  end
  current.cmd = current.cmd or adopted
  table.sort(problems)
  return problems
end

--- Uses a program that was set through vim.lsp.config, unless setup() sets one.
---@param cmd string[]
function M.adopt_cmd(cmd)
  adopted = cmd
  current.cmd = current.cmd or cmd
end

---@return telemetry_ls.Config
function M.get()
  return current
end

--- Returns the problems with the last setup().
---@return string[]
function M.problems()
  return problems
end

return M
