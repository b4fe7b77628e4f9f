local check = require('check')
local test, eq, await = check.test, check.eq, check.await

local stub = require('stub')
local clean = require('telemetry_ls.clean')

stub.install()
local server = stub.begin()

local function lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

test('sizes', function()
  eq(clean.size(0), '0 bytes')
  eq(clean.size(999), '999 bytes')
  eq(clean.size(16384), '16.4 kB')
  eq(clean.size(2500000), '2.5 MB')
end)

local plan = {
  files = {
    { path = '/t/local/a\n.v1.count', bytes = 16384, note = vim.NIL },
    { path = '/t/local/2026-01-03.json', bytes = 100, note = 'cancels an upload' },
  },
  bytes = 16484,
  deleted = false,
  problems = {},
}

test('nothing to clean up', function()
  clean.run('2026-01-01')
  local message = stub.await_command(server, 'clean')
  eq(message.params.arguments, { { before = '2026-01-01', dryRun = true } })
  message.reply(nil, { files = {}, bytes = 0, deleted = false, problems = {} })
  stub.await_told('nothing to clean up of weeks that ended by 2026-01-01')
  eq(#vim.api.nvim_list_wins(), 1)
end)

test('what would be deleted is shown, and left by q', function()
  server.sent = {}
  clean.run('2026-01-01')
  stub.await_command(server, 'clean').reply(nil, plan)
  await('the plan', function()
    return lines()[1] == '# Clean up Go telemetry: 2 files, 16.5 kB'
  end)
  eq(lines()[8], '- /t/local/a?.v1.count (16.4 kB)')
  eq(lines()[9], '- /t/local/2026-01-03.json (100 bytes, cancels an upload)')
  eq(vim.bo.modifiable, false)
  server.sent = {}
  vim.api.nvim_feedkeys('q', 'xt', false)
  eq(#vim.api.nvim_list_wins(), 1)
  eq(server.sent, {})
end)

test('D deletes just that', function()
  clean.run('2026-01-01')
  stub.await_command(server, 'clean').reply(nil, plan)
  await('the plan', function()
    return #vim.api.nvim_list_wins() == 2
  end)
  server.sent = {}
  vim.api.nvim_feedkeys('D', 'xt', false)
  local message = stub.await_command(server, 'clean')
  eq(message.params.arguments, { { before = '2026-01-01', dryRun = false } })
  message.reply(nil, plan)
  stub.await_told('Go telemetry: deleted 2 files, 16.5 kB')
  eq(#vim.api.nvim_list_wins(), 1)
end)

test('a file that stays is told', function()
  server.sent = {}
  clean.run('2026-01-01')
  stub.await_command(server, 'clean').reply(nil, plan)
  await('the plan', function()
    return #vim.api.nvim_list_wins() == 2
  end)
  server.sent = {}
  vim.api.nvim_feedkeys('D', 'xt', false)
  local after = vim.deepcopy(plan)
  after.problems = { { file = '/t/local/a', message = 'permission denied' } }
  stub.await_command(server, 'clean').reply(nil, after)
  local said = stub.await_told('1 files could not be deleted: permission denied')
  eq(said.level, vim.log.levels.ERROR)
end)
