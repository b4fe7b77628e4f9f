local check = require('check')
local test, eq, has, await = check.test, check.eq, check.has, check.await

local stub = require('stub')
local gopls = require('telemetry_ls.gopls')
local plugin = require('telemetry_ls')
local switch = require('telemetry_ls.switch')

stub.install()
local server = stub.begin()

local function program(name, pid)
  return { program = name, pid = pid or 1, version = 'v1' }
end

--- Switches by a command, and returns the message.
local function switched(from, to, running)
  stub.notify(server, 'goTelemetry/status', stub.status(from))
  await('the status', function()
    return plugin.status() == 'Go telemetry: ' .. from
  end)
  stub.told, server.sent = {}, {}
  vim.cmd.GoTelemetry(to)
  stub.await_command(server, 'setMode').reply(nil, stub.status(to))
  if running then
    stub.await_command(server, 'running').reply(nil, running)
  end
  return stub.await_told('Go telemetry: ' .. to).text
end

local gopls_runs = { supported = true, programs = { program('golang.org/x/tools/gopls', 7) } }

test('off names the programs that keep counting', function()
  local text = switched('local', 'off', gopls_runs)
  eq(text, 'Go telemetry: off\nStill counting until restarted: gopls.')
end)

test('off offers to restart the gopls of this Neovim', function()
  local clients = gopls.clients
  gopls.clients = function()
    return { {} }
  end
  local text = switched('on', 'off', gopls_runs)
  has(text, 'To restart gopls here, type :GoTelemetry restart-gopls')
  local other = { supported = true, programs = { program('example.com/gopls-like') } }
  eq(switched('on', 'off', other), 'Go telemetry: off\nStill counting until restarted: gopls-like.')
  gopls.clients = clients
end)

test('off without running programs, or if they are unknown', function()
  eq(switched('local', 'off', { supported = true, programs = {} }), 'Go telemetry: off')
  has(
    switched('local', 'off', { supported = false, programs = {} }),
    'keep counting until they are'
  )
end)

test('a switch from off says that running programs follow later', function()
  has(switched('off', 'local'), 'Programs that are already running follow once they are restarted.')
  eq(switched('on', 'local'), 'Go telemetry: local')
end)

test('names, as plain text', function()
  eq(switch.names({ program('a/gopls'), program('a/gopls', 2), program('cmd/go') }), 'gopls and go')
  eq(switch.names({ program('x/[a](command:b)\27') }), '?a??command?b??')
  eq(switch.names({ program(('x'):rep(99)) }), ('x'):rep(28) .. ' ...')
  local many = vim.tbl_map(program, { 'a', 'b', 'c', 'd', 'e', 'f' })
  eq(switch.names(many), 'a, b, c, d and 2 more')
end)

--- Shows the prompt, and answers it.
local function answer(title)
  local actions = {
    { title = 'Keep local', mode = 'local' },
    { title = 'Share', mode = 'on' },
    { title = 'Off', mode = 'off' },
    { title = 'Details...' },
  }
  stub.notify(server, 'goTelemetry/status', stub.status('local', { chosen = false }))
  stub.told, server.sent, stub.selector = {}, {}, nil
  stub.ask(server, 'window/showMessageRequest', {
    type = 3,
    message = 'Which?',
    actions = actions,
    goTelemetry = { kind = 'prompt' },
  })
  stub.await_told('Which?')
  vim.cmd.GoTelemetry('choose')
  stub.told = {}
  for _, item in ipairs(stub.selector.items) do
    if item.title == title then
      stub.selector.choose(item)
    end
  end
end

test('the question: off names the programs', function()
  answer('Off')
  stub.notify(server, 'goTelemetry/status', stub.status('off'))
  stub.await_command(server, 'running').reply(nil, gopls_runs)
  has(stub.await_told('Still counting until restarted: gopls.').text, 'Go telemetry: off')
  eq(#stub.told, 1)
end)

test('the question: on shows only the notice of the server', function()
  answer('Share')
  stub.notify(server, 'goTelemetry/status', stub.status('on'))
  stub.notify(server, 'window/showMessage', { type = 3, message = 'Go telemetry is on. Privacy' })
  stub.await_told('Privacy')
  stub.notify(server, 'window/showMessage', { type = 3, message = 'the last' })
  stub.await_told('the last')
  eq(#stub.told, 2)
end)

test('the question: a later switch by another program shows no message', function()
  answer('Keep local')
  stub.notify(server, 'goTelemetry/status', stub.status('local'))
  stub.notify(server, 'goTelemetry/status', stub.status('off'))
  stub.notify(server, 'window/showMessage', { type = 3, message = 'the last' })
  stub.await_told('the last')
  eq(#stub.told, 1)
end)

test('a choice by command shows one message, whichever comes first', function()
  stub.notify(server, 'goTelemetry/status', stub.status('local'))
  for _, first in ipairs({ 'on', 'local' }) do
    stub.told, server.sent, stub.selector = {}, {}, nil
    vim.cmd.GoTelemetry('choose')
    local message = stub.await_command(server, 'chooseMode')
    stub.notify(server, 'goTelemetry/status', stub.status(first))
    message.reply(nil, stub.status(first))
    stub.notify(server, 'window/showMessage', { type = 3, message = 'the last' })
    stub.await_told('the last')
    eq(#stub.told, first == 'on' and 1 or 2, first)
  end
end)

test('a code action shows its result', function()
  stub.told, server.sent = {}, {}
  local client = require('telemetry_ls.client').get()
  local command =
    { command = 'telemetry-ls.setMode', arguments = { { mode = 'off' } }, title = 'Off' }
  if vim.fn.has('nvim-0.11') == 1 then
    client:exec_cmd(command)
  else
    client:_exec_cmd(command)
  end
  stub.await_command(server, 'setMode').reply(nil, stub.status('off'))
  stub.await_command(server, 'running').reply(nil, gopls_runs)
  stub.await_told('Still counting until restarted: gopls.')
end)

test('restart-gopls without gopls shows a warning', function()
  vim.cmd.GoTelemetry('restart-gopls')
  eq(stub.await_told('gopls is not running in this Neovim').level, vim.log.levels.WARN)
end)
