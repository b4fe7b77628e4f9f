--- The one client of the server: it serves every buffer, whatever its root.
--- Start reading at M.with, which starts it where it is needed, and M.execute.
local attach = require('telemetry_ls.attach')
local config = require('telemetry_ls.config')
local lsp_config = require('telemetry_ls.lsp_config')
local process = require('telemetry_ls.process')
local request = require('telemetry_ls.request')
local status = require('telemetry_ls.status')

local M = {}

--- How long a start may take before a person is told that it failed.
local start_timeout_ms = 20 * 1000

local newer = vim.fn.has('nvim-0.11') == 1

--- Who waits for the client.
---@type table<table, fun(client?: vim.lsp.Client, problem?: string)>
local waiting = {}

local default_mode_applied = false

--- The client, once it is initialized.
---@return vim.lsp.Client?
function M.get()
  for _, client in ipairs(vim.lsp.get_clients({ name = lsp_config.name })) do
    if client.initialized and not lsp_config.is_stopped(client) then
      return client
    end
  end
end

local function wake(client, problem)
  local all = waiting
  waiting = {}
  for _, ready in pairs(all) do
    ready(client, problem)
  end
end

local function has_command(client, id)
  local provider = client.server_capabilities.executeCommandProvider or {}
  return vim.list_contains(provider.commands or {}, id)
end

--- Runs a command of the server, starting it if need be.
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
      return done(('this telemetry-ls has no command %s; hint: update it'):format(id))
    end
    request.send(client, 'workspace/executeCommand', {
      command = id,
      arguments = argument and { argument } or nil,
    }, done)
  end)
end

--- What the client is started with, without the gate of vim.lsp.enable.
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

--- Attaches the client to a buffer, starting it if need be.
---@param buf integer
---@return integer? client_id
function M.attach(buf)
  if process.running() or process.may_start() then
    return vim.lsp.start(start_config(), { bufnr = buf, reuse_client = lsp_config.reuse })
  end
end

--- Starts the client, for the buffers that are there, or for none.
---@return integer? client_id
local function start()
  local id
  for _, buf in ipairs(config.get().autostart and attach.buffers() or {}) do
    id = M.attach(buf) or id
  end
  return id or start_alone()
end

--- Calls ready with the client, starting it if need be, or with nil and what is
--- wrong. Never blocks.
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
  local ticket = {}
  waiting[ticket] = ready
  vim.defer_fn(function()
    if waiting[ticket] then
      waiting[ticket] = nil
      ready(nil, 'telemetry-ls does not answer; hint: look at :checkhealth telemetry_ls')
    end
  end, start_timeout_ms)
  if not process.running() then
    process.forgive()
    local ok, id = pcall(start)
    if not ok or not id then
      wake(nil, 'telemetry-ls could not be started' .. (ok and '' or ': ' .. id))
    end
  end
end

local function how_it_ended(exit)
  if exit.signal ~= 0 then
    return 'ended by signal ' .. exit.signal
  end
  return 'ended with code ' .. exit.code
end

---@param exit telemetry_ls.Exit
---@param lived_ms integer
local function on_exit(exit, lived_ms)
  local problem = 'telemetry-ls ' .. how_it_ended(exit)
  request.fail_all(problem)
  require('telemetry_ls.prompt').forget()
  if exit.wanted or vim.v.exiting ~= vim.NIL then
    status.forget()
    return wake(nil, problem)
  end
  local delay = process.delay(lived_ms)
  if not delay then
    status.forget('server stopped')
    wake(nil, problem)
    local hint = 'look at :checkhealth telemetry_ls, then try :GoTelemetry status'
    return require('telemetry_ls.notice').fail(problem .. ', again and again; hint: ' .. hint)
  end
  status.forget('restarting')
  vim.defer_fn(function()
    if not process.running() and vim.v.exiting == vim.NIL then
      start()
    end
  end, delay)
end

local function apply_default_mode()
  local mode = config.get().default_mode
  if not mode or default_mode_applied then
    return
  end
  default_mode_applied = true
  M.execute('setMode', { mode = mode, ifUnchosen = true }, function(problem, result)
    if problem then
      return require('telemetry_ls.notice').fail('setting the default mode: ' .. problem)
    end
    status.update(result)
  end)
end

--- Sends what setup() changed to a client that runs.
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
  if not newer then
    -- Before 0.11, Neovim says 'No information available' for each client whose
    -- hover is empty, over the answer of gopls.
    client.server_capabilities.hoverProvider = nil
  end
  client.settings = { goTelemetry = lsp_config.settings(client.config) }
  require('telemetry_ls.docs').on_client(client)
  apply_default_mode()
  wake(client)
end

--- The configuration for vim.lsp.config and vim.lsp.start.
---@return vim.lsp.Config
function M.lsp_config()
  return lsp_config.make({ on_init = on_init, on_exit = on_exit })
end

return M
