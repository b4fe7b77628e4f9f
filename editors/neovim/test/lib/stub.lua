-- A server inside the Neovim of the test. It replaces the process, so the test sees each
-- message of the client and gives each answer.
local check = require('check')

local M = {}

---@class Stub
---@field sent { method: string, params: any, reply?: fun(err: any, result: any) }[]
---@field dispatchers table

M.started = {} ---@type Stub[]

local capabilities = {
  executeCommandProvider = { commands = {} },
  hoverProvider = true,
  textDocumentSync = { openClose = true, change = 2 },
  workspace = { textDocumentContent = { schemes = { 'go-telemetry' } } },
}
-- The stub has all commands of the real server.
for _, line in ipairs(vim.fn.readfile(vim.env.PLUGIN .. '/../../docs/commands.md')) do
  local id = line:match('^## `(.*)`$')
  if id then
    table.insert(capabilities.executeCommandProvider.commands, id)
  end
end

--- The answers that the server gives immediately, by method. The test gives the others.
M.answers = {
  initialize = function()
    return { capabilities = vim.deepcopy(capabilities) }
  end,
  shutdown = function()
    return vim.NIL
  end,
}

local function start(_, dispatchers)
  local stub = { sent = {}, dispatchers = dispatchers, closing = false }
  local id = 0
  table.insert(M.started, stub)
  return {
    request = function(method, params, reply, taken)
      id = id + 1
      local this = id
      local function answer(err, result)
        vim.schedule(function()
          if taken then
            taken(this)
          end
          reply(err, result)
        end)
      end
      table.insert(stub.sent, { method = method, params = params, reply = answer })
      if M.answers[method] then
        answer(nil, M.answers[method](params))
      end
      return true, this
    end,
    notify = function(method, params)
      table.insert(stub.sent, { method = method, params = params })
      if method == 'exit' then
        M.die(stub, 0, 0)
      end
      return true
    end,
    is_closing = function()
      return stub.closing
    end,
    terminate = function()
      M.die(stub, 0, 15)
    end,
  }
end

--- Ends the server.
function M.die(stub, code, signal)
  if not stub.closing then
    stub.closing = true
    stub.dispatchers.on_exit(code, signal)
  end
end

--- Sends a notification to the client.
function M.notify(stub, method, params)
  stub.dispatchers.notification(method, params)
end

--- Sends a request to the client, as Neovim's reader does. Returns a function that returns
--- the answer, { err = ..., result = ... }, or nil until it comes.
function M.ask(stub, method, params)
  local answer
  coroutine.wrap(function()
    local result, err = stub.dispatchers.server_request(method, params)
    answer = { err = err, result = result }
  end)()
  return function()
    return answer
  end
end

--- Waits for a message of the client, and returns it.
function M.await(stub, method, which)
  return check.await(method, function()
    for _, message in ipairs(stub.sent) do
      if message.method == method and (not which or which(message.params)) then
        return message
      end
    end
  end)
end

--- Waits for a command, and returns its message.
function M.await_command(stub, command)
  return M.await(stub, 'workspace/executeCommand', function(params)
    return params.command == 'telemetry-ls.' .. command
  end)
end

--- Returns the server of the running client.
function M.current()
  return M.started[#M.started]
end

--- Returns a Status as the server sends it.
function M.status(mode, more)
  return vim.tbl_extend('force', {
    mode = mode,
    chosen = true,
    since = '2026-01-02',
    collecting = mode ~= 'off',
    uploading = mode == 'on',
    dir = '/nowhere',
    supported = true,
    writable = true,
    nextReport = vim.NIL,
    firstUpload = vim.NIL,
    intent = vim.NIL,
    problems = {},
    text = 'Go telemetry: ' .. mode,
    tooltip = '**Go telemetry: ' .. mode .. '**\n\nWhat it means.\n',
  }, more or {})
end

--- The calls of vim.notify.
M.told = {} ---@type { text: string, level: integer }[]

--- Waits for a notification that contains part.
function M.await_told(part)
  return check.await('the notification ' .. part, function()
    for _, said in ipairs(M.told) do
      if said.text:find(part, 1, true) then
        return said
      end
    end
  end)
end

--- Replaces the server, notifications and selectors with the stub.
function M.install()
  vim.lsp.rpc.start = start
  vim.notify = function(text, level)
    table.insert(M.told, { text = text, level = level })
  end
  vim.ui.select = function(items, options, choose)
    M.selector = { items = items, options = options, choose = choose }
  end
end

--- Starts the client, and returns its server.
function M.begin(options)
  require('telemetry_ls').setup(vim.tbl_extend('keep', options or {}, { cmd = { 'true' } }))
  local seen
  require('telemetry_ls.client').with(function(client, problem)
    seen = client or problem
  end)
  check.await('the client', function()
    return seen
  end)
  return M.current(), seen
end

return M
