local check = require('check')
local test, eq, has, await = check.test, check.eq, check.has, check.await

local stub = require('stub')
local plugin = require('telemetry_ls')

stub.install()

local words = vim.tbl_map(function(word)
  return word.word
end, require('telemetry_ls.generated').words)

test('completion', function()
  eq(vim.fn.getcompletion('GoTelemetry ', 'cmdline'), words)
  eq(vim.fn.getcompletion('GoTelemetry o', 'cmdline'), { 'on', 'off' })
  eq(vim.fn.getcompletion('GoTelemetry x', 'cmdline'), {})
  eq(vim.fn.getcompletion('GoTelemetry on ', 'cmdline'), {})
end)

test('each word shows a page or has an action', function()
  local command = require('telemetry_ls.command')
  local actions = vim.tbl_keys(command.actions)
  for _, word in ipairs(command.words) do
    eq((word.page ~= nil) ~= (command.actions[word.word] ~= nil), true, word.word)
    actions = vim.tbl_filter(function(name)
      return name ~= word.word
    end, actions)
  end
  eq(actions, {}, 'actions without a word')
end)

test('an unknown word is reported with the valid ones', function()
  for _, bad in ipairs({ 'ON', 'onn' }) do
    vim.cmd('GoTelemetry ' .. bad)
    local said = stub.await_told(('unknown subcommand "%s"; expected one of '):format(bad))
    has(said.text, table.concat(words, ', '))
    eq(said.level, vim.log.levels.ERROR)
  end
  eq(#stub.started, 0)
end)

test('an unexpected argument is reported', function()
  vim.cmd('GoTelemetry on off')
  stub.await_told(':GoTelemetry on takes no argument (got "off")')
  eq(#stub.started, 0)
end)

test('without a program', function()
  plugin.setup({ cmd = { '/nowhere/telemetry-ls' } })
  vim.cmd.GoTelemetry('on')
  has(stub.await_told('is not an executable program').text, 'cmd in setup()')
end)

test('a default mode is applied once, if no mode was chosen', function()
  plugin.setup({ cmd = { 'true' }, default_mode = 'off' })
  vim.cmd.GoTelemetry()
  await('the server', stub.current)
  local initialize = stub.await(stub.current(), 'initialize').params
  eq(initialize.initializationOptions, { prompt = 'never' })
  local message = stub.await_command(stub.current(), 'setMode')
  eq(message.params.arguments, { { mode = 'off', ifUnchosen = true, unlessUndone = true } })
  message.reply(nil, stub.status('off'))
  plugin.setup({ cmd = { 'true' }, default_mode = 'off' })
  local all = vim.tbl_filter(function(sent)
    return vim.tbl_get(sent, 'params', 'command') == 'telemetry-ls.setMode'
  end, stub.current().sent)
  eq(#all, 1)
end)

test('without a word, the command shows the status', function()
  stub.await_command(stub.current(), 'status').reply(nil, stub.status('off'))
  has(stub.await_told('What it means.').text, 'Go telemetry: off')
end)

test('a failed switch says why', function()
  stub.current().sent = {}
  vim.cmd.GoTelemetry('local')
  local message = stub.await_command(stub.current(), 'setMode')
  eq(message.params.arguments, { { mode = 'local' } })
  message.reply({ code = -32803, message = 'writing the mode: read-only' }, nil)
  eq(stub.await_told('writing the mode: read-only').level, vim.log.levels.ERROR)
end)

test('reset-prompt', function()
  vim.cmd.GoTelemetry('reset-prompt')
  stub.await_command(stub.current(), 'resetPrompt').reply(nil, vim.NIL)
  stub.await_told('the question can appear again')
end)

test('a message quotes the input as plain text, and shortens it', function()
  require('telemetry_ls.command').run(('\27[2Jx'):rep(100))
  local said = stub.await_told('unknown subcommand "?[2Jx')
  eq(said.text:find('\27', 1, true), nil)
  eq(#said.text < 300, true)
end)

test('an alias is valid', function()
  local opened
  require('telemetry_ls.pages').open = function(name)
    opened = name
  end
  for _, word in ipairs({ 'sent', 'uploads' }) do
    vim.cmd.GoTelemetry(word)
    eq(opened, 'uploads')
    opened = nil
  end
end)
