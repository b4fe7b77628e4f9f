--- The server's process: starts it, records how it ended, and decides whether to restart
--- it.
local binary = require('telemetry_ls.binary')
local config = require('telemetry_ls.config')
local workspace = require('telemetry_ls.workspace')

local M = {}

--- A server that ran this long was healthy: the count of crashes starts over.
local well_after_ms = 60 * 1000

--- The longest delay before a restart.
local longest_delay_ms = 30 * 1000

---@class (exact) telemetry_ls.Exit
---@field code integer
---@field signal integer
---@field wanted boolean whether the client told it to stop
---@field refused? string why the system couldn't start it

---@class (exact) telemetry_ls.ProcessState
---@field running integer the number of running processes
---@field ends integer the number of crashes in a row
---@field missing_said boolean whether a message said that the program is missing

---@type telemetry_ls.ProcessState
local state = { running = 0, ends = 0, missing_said = false }

---@return boolean
function M.running()
  return state.running > 0
end

--- Reports whether the server crashed too often to restart automatically.
---@return boolean
function M.given_up()
  return state.ends > config.get().restart.max
end

--- Resets the count of crashes, because the user asked for the server.
function M.forgive()
  state.ends, state.missing_said = 0, false
end

--- Reports whether the server may start automatically. If it can't, a message says why,
--- once.
---@return boolean
function M.may_start()
  local cmd, reason = binary.resolve()
  if not cmd and not state.missing_said then
    state.missing_said = true
    require('telemetry_ls.notice').fail(reason, vim.log.levels.WARN)
  end
  return cmd ~= nil and not M.given_up()
end

--- Returns after how many milliseconds to restart a server, or nil for never.
---@param exit telemetry_ls.Exit
---@param lived_ms integer
---@return integer?
function M.delay(exit, lived_ms)
  if exit.refused then
    state.ends = config.get().restart.max + 1
    return nil
  end
  if lived_ms >= well_after_ms then
    state.ends = 0
  end
  state.ends = state.ends + 1
  if M.given_up() then
    return nil
  end
  return math.min(config.get().restart.delay * 2 ^ (state.ends - 1), longest_delay_ms)
end

--- Records in process whether the client tells the server to stop, because then it must
--- not be restarted. Also calls on_request for each request to the server.
local function watch(rpc, process, on_request)
  local request, terminate = rpc.request, rpc.terminate
  rpc.request = function(method, params, callback, ...)
    process.wanted = process.wanted or method == 'shutdown'
    local answered = on_request(method, params)
    if not answered then
      return request(method, params, callback, ...)
    end
    return request(method, params, function(...)
      answered(...)
      return callback(...)
    end, ...)
  end
  rpc.terminate = function(...)
    process.wanted = true
    return terminate(...)
  end
  return rpc
end

--- Starts the process. If the system can't start it, Neovim would show a long message that
--- waits for Enter. To prevent that, the client gets a connection without a process, which
--- ends immediately.
---@param cmd string[]
---@param dispatchers vim.lsp.rpc.Dispatchers
---@return vim.lsp.rpc.PublicClient rpc
---@return string? refused
local function spawn(cmd, dispatchers)
  local ok, rpc = pcall(vim.lsp.rpc.start, cmd, dispatchers, { cwd = workspace.outside() })
  if ok then
    return rpc
  end
  vim.schedule(function()
    dispatchers.on_exit(0, 0)
  end)
  local reason = tostring(rpc):match('E%u+: [%w ,]+') or 'it or its interpreter is missing'
  local function nothing()
    return false
  end
  local function closing()
    return true
  end
  return { request = nothing, notify = nothing, is_closing = closing, terminate = nothing },
    ('%s cannot be run: %s'):format(cmd[1], reason)
end

---@class (exact) telemetry_ls.ProcessHooks
---@field on_request fun(method: string, params: any): function? called before each request to the
--- server; a function that it returns is called with the answer
---@field on_exit fun(exit: telemetry_ls.Exit, lived_ms: integer)

--- Starts the server. The client's cmd calls it.
---@param dispatchers vim.lsp.rpc.Dispatchers
---@param hooks telemetry_ls.ProcessHooks
---@return vim.lsp.rpc.PublicClient
function M.start(dispatchers, hooks)
  local cmd, reason = binary.resolve()
  if not cmd then
    error(reason, 0)
  end
  local process = { wanted = false } ---@type { wanted: boolean, refused?: string }
  local began = vim.uv.now()
  local tell_client = dispatchers.on_exit
  dispatchers.on_exit = function(code, signal)
    -- Hide the exit code: Neovim would show the path of its log, in a message that is
    -- wider than most screens and so waits for Enter.
    tell_client(0, 0)
    local lived = vim.uv.now() - began
    vim.schedule(function()
      state.running = state.running - 1
      local exit = { code = code, signal = signal, wanted = process.wanted }
      exit.refused = process.refused
      hooks.on_exit(exit, lived)
    end)
  end
  local rpc
  rpc, process.refused = spawn(cmd, dispatchers)
  state.running = state.running + 1
  return watch(rpc, process, hooks.on_request)
end

return M
