--- The client of the server. There is only one, for buffers of every root.
--- Start reading at M.with, which starts it if necessary, and M.execute.
local attach = require('telemetry_ls.attach')
local config = require('telemetry_ls.config')
local lsp_config = require('telemetry_ls.lsp_config')
local process = require('telemetry_ls.process')
local request = require('telemetry_ls.request')
local status = require('telemetry_ls.status')

local M = {}

--- How long the server may take to start before the user gets an error.
local start_timeout_ms = 20 * 1000

local newer = vim.fn.has('nvim-0.11') == 1

--- The callers that wait for the client, in order, so that the last switch wins.
---@type { ready: fun(client?: vim.lsp.Client, problem?: string) }[]
local waiting = {}

local default_mode_applied = false

--- Returns the client, once it is initialized.
---@return vim.lsp.Client?
function M.get()
  for _, client in ipairs(vim.lsp.get_clients({ name = lsp_config.name })) do
    if client.initialized and not lsp_config.is_stopped(client) then
      return client
    end
  end
end

---@return boolean waited whether anything was waiting
local function wake(client, problem)
  local all = waiting
  waiting = {}
  for _, ticket in ipairs(all) do
    ticket.ready(client, problem)
  end
  return #all > 0
end

local function has_command(client, id)
  local provider = client.server_capabilities.executeCommandProvider or {}
  return vim.list_contains(provider.commands or {}, id)
end

--- Runs a command of the server, which it starts if necessary.
---@param command string without 'telemetry-ls.'
---@param argument? table
---@param done fun(problem?: string, result?: any)
function M.execute(command, argument, done)
  M.with(function(client, problem)
    if not client then
      return done(problem)
    end
    local id = 'telemetry-ls.' .. command
    if not has_command(client, id) then
      return done(
        ('this version of telemetry-ls has no command %s; hint: update telemetry-ls'):format(id)
      )
    end
    request.send(client, 'workspace/executeCommand', {
      command = id,
      arguments = argument and { argument } or nil,
    }, done)
  end)
end

--- Returns the configuration to start the client with. It lacks the root_dir function,
--- which is only for vim.lsp.enable.
local function start_config()
  local resolved = newer and vim.deepcopy(vim.lsp.config[lsp_config.name]) or M.lsp_config()
  resolved.root_dir = nil
  return resolved
end

local function start_alone()
  if newer then
    return vim.lsp.start(start_config(), { attach = false })
  end
  return (vim.lsp.start_client(start_config()))
end

--- Attaches the client to a buffer, and starts it if necessary.
---@param buf integer
---@return integer? client_id
function M.attach(buf)
  if process.running() or process.may_start() then
    return vim.lsp.start(start_config(), { bufnr = buf, reuse_client = lsp_config.reuse })
  end
end

--- Starts the client for the loaded buffers, or without a buffer.
---@return integer? client_id
local function start()
  local id
  for _, buf in ipairs(config.get().autostart and attach.buffers() or {}) do
    id = M.attach(buf) or id
  end
  return id or start_alone()
end

--- Starts the client, or reports to the waiting callers why it couldn't.
---@return boolean
local function try_start()
  local ok, id = pcall(start)
  if ok and id then
    return true
  end
  wake(nil, 'telemetry-ls could not be started' .. (ok and '' or ': ' .. id))
  return false
end

--- Calls ready with the client, which it starts if necessary, or with nil and the
--- problem. Never blocks.
---@param ready fun(client?: vim.lsp.Client, problem?: string)
function M.with(ready)
  local client = M.get()
  if client then
    return ready(client)
  end
  local cmd, reason = require('telemetry_ls.binary').resolve()
  if not cmd then
    return ready(nil, reason)
  end
  local ticket = { ready = ready }
  table.insert(waiting, ticket)
  vim.defer_fn(function()
    local before = #waiting
    waiting = vim.tbl_filter(function(other)
      return other ~= ticket
    end, waiting)
    if #waiting < before then
      ready(nil, 'telemetry-ls is not responding; hint: run :checkhealth telemetry_ls')
    end
  end, start_timeout_ms)
  if not process.running() then
    process.forgive()
    try_start()
  end
end

--- Restarts a server that crashed. Its program may no longer exist.
local function restart()
  if process.running() or vim.v.exiting ~= vim.NIL then
    return
  end
  if not process.may_start() or not try_start() then
    status.forget('server stopped')
  end
end

local function ending_of(exit)
  return exit.signal ~= 0 and ('signal %d'):format(exit.signal)
    or ('exit code %d'):format(exit.code)
end

--- Stops restarting a server, and tells the user why.
local function give_up(problem)
  status.forget('server stopped')
  problem = problem .. '; hint: run :checkhealth telemetry_ls, then :GoTelemetry status'
  if not wake(nil, problem) then
    require('telemetry_ls.notice').fail(problem)
  end
end

---@param exit telemetry_ls.Exit
---@param lived_ms integer
local function on_exit(exit, lived_ms)
  local problem = exit.refused or ('telemetry-ls stopped (%s)'):format(ending_of(exit))
  request.fail_all(problem)
  require('telemetry_ls.prompt').forget()
  require('telemetry_ls.switch').forget()
  if exit.wanted or vim.v.exiting ~= vim.NIL then
    status.forget()
    return wake(nil, problem)
  end
  local delay = process.delay(exit, lived_ms)
  if not delay then
    return give_up(exit.refused or ('telemetry-ls keeps crashing (%s)'):format(ending_of(exit)))
  end
  status.forget('restarting')
  vim.defer_fn(restart, delay)
end

local function apply_default_mode()
  local mode = config.get().default_mode
  if not mode or default_mode_applied then
    return
  end
  default_mode_applied = true
  M.execute(
    'setMode',
    { mode = mode, ifUnchosen = true, unlessUndone = true },
    function(problem, result)
      if problem then
        return require('telemetry_ls.notice').fail('setting the default mode: ' .. problem)
      end
      status.update(result)
    end
  )
end

--- Sends the settings of setup() to a server that is already running.
function M.configure()
  local client = M.get()
  if not client then
    return
  end
  client.settings = { goTelemetry = lsp_config.settings(client.config) }
  local params = { settings = client.settings }
  if newer then
    client:notify('workspace/didChangeConfiguration', params)
  else
    client.notify('workspace/didChangeConfiguration', params)
  end
  apply_default_mode()
end

---@param client vim.lsp.Client
local function on_init(client)
  client.settings = { goTelemetry = lsp_config.settings(client.config) }
  require('telemetry_ls.pages').on_client(client)
  apply_default_mode()
  wake(client)
end

--- Returns the configuration for vim.lsp.config and vim.lsp.start.
---@return vim.lsp.Config
function M.lsp_config()
  return lsp_config.make({ on_init = on_init, on_exit = on_exit })
end

return M
