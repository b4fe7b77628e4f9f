local check = require('check')
local test, eq, has, await = check.test, check.eq, check.has, check.await

local stub = require('stub')
local plugin = require('telemetry_ls')
local prompt = require('telemetry_ls.prompt')

stub.install()
local server = stub.begin()

local actions = {
  { title = 'Keep local', mode = 'local' },
  { title = 'Share', mode = 'on' },
  { title = 'Off', mode = 'off' },
  { title = 'Details...' },
}
local titles = vim.tbl_map(function(action)
  return action.title
end, actions)

--- Asks a question of this kind, or with this meaning.
local function question(text, about, from)
  stub.told, stub.selector = {}, nil
  return stub.ask(server, 'window/showMessageRequest', {
    type = 3,
    message = text,
    actions = from or actions,
    goTelemetry = type(about) == 'table' and about or { kind = about or 'prompt' },
  })
end

local function await_selector()
  return await('a selector', function()
    return stub.selector
  end)
end

test('the prompt is a notification, and can be answered later', function()
  local answer = question('Which mode?')
  local said = stub.await_told(':GoTelemetry choose')
  has(said.text, 'Which mode?')
  eq(stub.selector, nil)
  eq(answer(), nil)
  eq(prompt.pending().text, 'Which mode?')
  vim.cmd.GoTelemetry('choose')
  eq(stub.selector.options.prompt, 'Which mode?')
  eq(vim.tbl_map(stub.selector.options.format_item, stub.selector.items), titles)
  stub.selector.choose(stub.selector.items[3])
  eq(await('the answer', answer), { result = actions[3] })
  eq(prompt.pending(), nil)
end)

test('a canceled selector gives no answer', function()
  local answer = question('Which mode?')
  vim.cmd.GoTelemetry('choose')
  stub.selector.choose(nil)
  eq(await('the answer', answer), { result = vim.NIL })
end)

test('choose requests a question, which opens a selector once', function()
  stub.selector = nil
  vim.cmd.GoTelemetry('choose')
  local message = stub.await_command(server, 'chooseMode')
  local answer = question('Go telemetry is local.', 'choose')
  await_selector().choose(stub.selector.items[4])
  await('the answer', answer)
  local again = question('Go telemetry is local.', { kind = 'choose', again = true })
  stub.await_told(':GoTelemetry choose')
  eq(stub.selector, nil, 'no second selector')
  vim.cmd.GoTelemetry('choose')
  stub.selector.choose(stub.selector.items[2])
  eq(await('the answer', again).result, actions[2])
  message.reply(nil, stub.status('on'))
  await('the status', function()
    return plugin.status() == 'Go telemetry: on'
  end)
end)

test('a code action that chooses opens a selector too', function()
  stub.selector = nil
  local client = require('telemetry_ls.client').get()
  local command = { command = 'telemetry-ls.chooseMode', title = 'Switch' }
  if vim.fn.has('nvim-0.11') == 1 then
    client:exec_cmd(command)
  else
    client:_exec_cmd(command)
  end
  local answer = question('Which?', 'choose')
  await_selector().choose(stub.selector.items[1])
  eq(await('the answer', answer).result, actions[1])
end)

test('a chooseMode that failed leaves no selector behind', function()
  server.sent = {}
  vim.cmd.GoTelemetry('choose')
  stub.await_command(server, 'chooseMode').reply({ code = -32803, message = 'no' }, nil)
  eq(stub.await_told('Go telemetry: no').level, vim.log.levels.ERROR)
  question('Which?')
  stub.await_told(':GoTelemetry choose')
  eq(stub.selector, nil)
end)

test('a question that the server withdraws is gone', function()
  eq(prompt.pending().text, 'Which?')
  stub.notify(server, '$/cancelRequest', { id = 1 })
  eq(prompt.pending(), nil)
end)

test('an announcement offers its undo, and every mode', function()
  local answer = question('It is off now.', 'default', { { title = 'Undo' } })
  stub.await_told('To change that, type :GoTelemetry choose')
  stub.notify(server, '$/cancelRequest', { id = 1 })
  eq(answer(), nil, 'still pending')
  vim.cmd.GoTelemetry('choose')
  eq(
    vim.tbl_map(stub.selector.options.format_item, stub.selector.items),
    { 'Undo', 'Choose a mode...' }
  )
  server.sent = {}
  stub.selector.choose(stub.selector.items[2])
  eq(await('the answer', answer).result, vim.NIL)
  stub.await_command(server, 'chooseMode').reply(nil, stub.status('off'))
  await('the status', function()
    return plugin.status() == 'Go telemetry: off'
  end)
end)

test('a deliberate switch ends an announcement', function()
  server.sent = {}
  local answer = question('It is off now.', 'default', { { title = 'Undo' } })
  stub.await_told(':GoTelemetry choose')
  vim.cmd.GoTelemetry('undo')
  eq(await('the answer', answer).result, vim.NIL)
  stub.await_command(server, 'undoSwitch').reply(nil, stub.status('local', { chosen = false }))
  stub.await_told('Go telemetry: local (default)')
end)

test('the latest of two questions is opened first', function()
  local first = question('First?')
  local second = question('Second?', 'download', { { title = 'Yes' }, { title = 'No' } })
  stub.await_told('Second?\nTo answer')
  vim.cmd.GoTelemetry('choose')
  eq(stub.selector.options.prompt, 'Second?')
  eq(#stub.selector.items, 2)
  stub.selector.choose(stub.selector.items[1])
  eq(await('the answer', second).result, { title = 'Yes' })
  eq(first(), nil)
  vim.cmd.GoTelemetry('choose')
  eq(stub.selector.options.prompt, 'First?')
  stub.selector.choose(nil)
  eq(await('the answer', first).result, vim.NIL)
end)

test('the kind of a question does not depend on its text or number of answers', function()
  local one = question('Undo?', 'prompt', { { title = 'Undo' } })
  stub.await_told('To answer')
  stub.notify(server, '$/cancelRequest', { id = 1 })
  eq(await('the answer', one).result, vim.NIL)
  local many = question('Which mode?', 'default')
  stub.await_told('To change that')
  stub.notify(server, '$/cancelRequest', { id = 1 })
  eq(many(), nil, 'still pending')
  prompt.superseded()
  eq(await('the answer', many).result, vim.NIL)
  local unknown = question('Which mode?', {})
  stub.await_told('To answer')
  stub.notify(server, '$/cancelRequest', { id = 1 })
  prompt.superseded()
  eq(unknown(), nil, 'still pending')
  vim.cmd.GoTelemetry('choose')
  stub.selector.choose(nil)
end)

test('an announcement shows its facts', function()
  local about = { kind = 'default', lead = 'It is on now.', facts = { 'One.', 'Two.' } }
  question('Not this.', about, { { title = 'Undo' } })
  stub.await_told('It is on now. One. Two.')
  prompt.superseded()
end)

test('a message without actions is only shown', function()
  stub.told = {}
  local answer = stub.ask(server, 'window/showMessageRequest', { type = 1, message = 'Oh.' })
  eq(answer().result, vim.NIL)
  eq(stub.await_told('Oh.').level, vim.log.levels.ERROR)
end)

test('questions are forgotten when the server ends', function()
  question('Which mode?')
  stub.await_told(':GoTelemetry choose')
  stub.die(server, 1, 0)
  await('no pending question', function()
    return not prompt.pending()
  end)
end)
