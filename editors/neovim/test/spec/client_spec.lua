local check = require('check')
local test, eq, has, await = check.test, check.eq, check.has, check.await

local stub = require('stub')
local client = require('telemetry_ls.client')
local plugin = require('telemetry_ls')
local process = require('telemetry_ls.process')

stub.install()
local server, running =
  stub.begin({ settings = { promptDelay = 7 }, restart = { max = 3, delay = 1 } })

test('the initialize request', function()
  local params = stub.await(server, 'initialize').params
  eq(
    params.capabilities.experimental,
    { goTelemetryMessages = true, goTelemetryStatus = true, goTelemetryRunning = true }
  )
  eq(params.capabilities.general.positionEncodings, { 'utf-16' })
  eq(params.capabilities.workspace.textDocumentContent, { dynamicRegistration = false })
  eq(params.capabilities.window.showDocument.support, true)
  eq(params.initializationOptions, { promptDelay = 7 })
end)

test('the server knows the folders whose programs must not be run', function()
  local cwd = assert(vim.uv.fs_realpath(vim.fn.getcwd()))
  local params = stub.await(server, 'initialize').params
  local around = vim.tbl_filter(function(folder)
    return vim.startswith(cwd .. '/', vim.uri_to_fname(folder.uri) .. '/')
  end, params.workspaceFolders)
  eq(#around > 0, true, vim.inspect(params.workspaceFolders))
end)

test('the server can request the settings', function()
  local answer =
    stub.ask(server, 'workspace/configuration', { items = { { section = 'goTelemetry' } } })
  eq(await('the answer', answer).result, { { promptDelay = 7 } })
end)

test('in Neovim 0.10 the hover is empty in Go files, and silent if it is empty', function()
  local handler = running.handlers['textDocument/hover']
  if vim.fn.has('nvim-0.11') == 1 then
    return eq(handler, nil)
  end
  local shown = {}
  local original = vim.lsp.handlers['textDocument/hover']
  vim.lsp.handlers['textDocument/hover'] = function(_, result)
    table.insert(shown, result)
  end
  local buf = vim.api.nvim_create_buf(false, true)
  local truth = { contents = 'Go ignores it.' }
  for filetype, result in pairs({ go = truth, sh = truth, make = vim.NIL }) do
    vim.bo[buf].filetype = filetype
    handler(nil, result ~= vim.NIL and result or nil, { bufnr = buf })
  end
  vim.lsp.handlers['textDocument/hover'] = original
  eq(shown, { truth })
end)

test('a status notification updates the text', function()
  stub.notify(server, 'goTelemetry/status', stub.status('local'))
  eq(plugin.status(), 'Go telemetry: local')
end)

test('one client for all buffers, with the language ids of the protocol', function()
  local dir = vim.fn.tempname()
  for _, name in ipairs({ 'a/main.go', 'b/go.mod', 'c/go.work', 'c/go.sum' }) do
    local path = dir .. '/' .. name
    vim.fn.mkdir(vim.fs.dirname(path), 'p')
    vim.fn.writefile({ '// x' }, path)
    vim.cmd.edit(path)
  end
  local languages = await('four documents', function()
    local all = {}
    for _, message in ipairs(server.sent) do
      if message.method == 'textDocument/didOpen' then
        table.insert(all, message.params.textDocument.languageId)
      end
    end
    return #all == 4 and all
  end)
  eq(languages, { 'go', 'go.mod', 'go.work', 'go.sum' })
  eq(#stub.started, 1)
end)

test('a command that the server lacks', function()
  local problem
  client.execute('nonsense', nil, function(failed)
    problem = failed
  end)
  has(problem, 'this version of telemetry-ls has no command telemetry-ls.nonsense; hint: update')
end)

test('setup() again reaches the server', function()
  local options =
    { settings = { promptDelay = 8 }, cmd = { 'true' }, restart = { max = 3, delay = 1 } }
  plugin.setup(options)
  stub.await(server, 'workspace/didChangeConfiguration', function(params)
    return params.settings.goTelemetry.promptDelay == 8
  end)
end)

test('a server that crashes is restarted with its buffers, and its requests fail', function()
  local problem
  client.execute('status', nil, function(failed)
    problem = failed
  end)
  stub.await_command(server, 'status')
  stub.die(server, 0, 9)
  await('the failure', function()
    return problem
  end)
  eq(problem, 'telemetry-ls stopped (signal 9)')
  eq(plugin.status(), 'Go telemetry: restarting')
  await('a second server', function()
    return #stub.started == 2
  end)
  server = stub.current()
  await('four documents', function()
    return #vim.tbl_filter(function(message)
      return message.method == 'textDocument/didOpen'
    end, server.sent) == 4
  end)
  eq(#vim.lsp.get_clients({ name = 'telemetry_ls' }), 1)
  eq(stub.told, {}, 'no notification')
end)

test('a server that keeps crashing is reported, and only the user can restart it', function()
  for want = 3, 4 do
    stub.die(stub.current(), 2, 0)
    await('server ' .. want, function()
      return #stub.started == want
    end)
  end
  stub.die(stub.current(), 2, 0)
  local said = stub.await_told('telemetry-ls keeps crashing (exit code 2)')
  eq(said.level, vim.log.levels.ERROR)
  eq(plugin.status(), 'Go telemetry: server stopped')
  eq(process.given_up(), true)
  local before = #stub.started
  vim.cmd.edit(vim.fn.tempname() .. '.go')
  eq(#stub.started, before, 'not started automatically')
  vim.cmd.GoTelemetry('off')
  await('a server', function()
    return #stub.started == before + 1
  end)
  server = stub.current()
  local message = stub.await_command(server, 'setMode')
  eq(message.params.arguments, { { mode = 'off' } })
  message.reply(nil, stub.status('off'))
  await('the status', function()
    return plugin.status() == 'Go telemetry: off'
  end)
end)

test('commands that wait for the server run in order', function()
  stub.die(server, 2, 0)
  for _, mode in ipairs({ 'on', 'local', 'off', 'on', 'local' }) do
    vim.cmd.GoTelemetry(mode)
  end
  local order = await('five switches', function()
    server = stub.current()
    local modes = {}
    for _, message in ipairs(server.sent) do
      if vim.tbl_get(message, 'params', 'command') == 'telemetry-ls.setMode' then
        table.insert(modes, message.params.arguments[1].mode)
      end
    end
    return #modes == 5 and modes
  end)
  eq(order, { 'on', 'local', 'off', 'on', 'local' })
end)

test('a server that was told to stop is not restarted', function()
  local before = #stub.started
  local current = client.get()
  if vim.fn.has('nvim-0.11') == 1 then
    current:stop()
  else
    current.stop()
  end
  await('the end', function()
    return not process.running()
  end)
  eq(plugin.status(), '')
  vim.wait(50)
  eq(#stub.started, before)
end)

test('a program set through vim.lsp.config is restarted too', function()
  if not vim.lsp.config then
    return
  end
  plugin.setup({})
  vim.lsp.config('telemetry_ls', { cmd = { 'named-elsewhere' } })
  plugin.setup({})
  eq(require('telemetry_ls.config').get().cmd, { 'named-elsewhere' })
  eq(type(vim.lsp.config.telemetry_ls.cmd), 'function')
  plugin.setup({ cmd = { 'named-in-setup' } })
  eq(require('telemetry_ls.config').get().cmd, { 'named-in-setup' })
end)
