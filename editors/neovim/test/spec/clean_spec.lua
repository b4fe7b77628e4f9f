local check = require('check')
local test, eq, await = check.test, check.eq, check.await

local stub = require('stub')
local clean = require('telemetry_ls.clean')

stub.install()
local server = stub.begin()

local function lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

test('sizes are formatted as in Go and VS Code', function()
  local file = vim.env.PLUGIN .. '/../../testdata/sizes.json'
  local cases = vim.json.decode(table.concat(vim.fn.readfile(file), '\n'))
  eq(#cases > 0, true)
  for _, case in ipairs(cases) do
    eq(clean.size(case.bytes), case.text)
  end
end)

local plan = {
  files = {
    { path = 'local/a\n.v1.count', bytes = 16384, note = vim.NIL },
    { path = 'local/2026-01-03.json', bytes = 100, note = 'cancels an upload' },
  },
  bytes = 16484,
  deleted = false,
  problems = {},
}

test('nothing to delete', function()
  clean.run('2026-01-01')
  local message = stub.await_command(server, 'clean')
  eq(message.params.arguments, { { before = '2026-01-01', dryRun = true } })
  message.reply(nil, { files = {}, bytes = 0, deleted = false, problems = {} })
  stub.await_told('nothing to delete from weeks that ended by 2026-01-01')
  eq(#vim.api.nvim_list_wins(), 1)
end)

for _, day in ipairs({ 'yesterday', '2026-1-1', '2026-02-30', '2026-01-31 x' }) do
  test('not a day: ' .. day, function()
    server.sent = {}
    clean.run(day)
    stub.await_told((':GoTelemetry clean needs a date such as 2026-01-31 (got "%s")'):format(day))
    eq(server.sent, {})
  end)
end

test('the plan is shown, and q cancels', function()
  server.sent = {}
  stub.notify(server, 'goTelemetry/status', stub.status('on', { dir = vim.env.HOME .. '/t' }))
  clean.run('2026-01-01')
  stub.await_command(server, 'clean').reply(nil, plan)
  await('the plan', function()
    return lines()[1] == '# Clean up Go telemetry: 2 files, 16.1 KiB'
  end)
  eq(vim.list_slice(lines(), 8), {
    'In `~/t`:',
    '',
    '- `local/a?.v1.count` (16 KiB)',
    '- `local/2026-01-03.json` (100 B, cancels an upload)',
  })
  eq(vim.bo.modifiable, false)
  server.sent = {}
  vim.api.nvim_feedkeys('q', 'xt', false)
  eq(#vim.api.nvim_list_wins(), 1)
  eq(server.sent, {})
end)

test('repeated commands use one window', function()
  for _ = 1, 2 do
    server.sent = {}
    clean.run('2026-01-01')
    stub.await_command(server, 'clean').reply(nil, plan)
    await('the plan', function()
      return vim.fn.bufname() == 'go-telemetry:///clean' and #lines() > 1
    end)
    vim.cmd.wincmd('p')
  end
  eq(#vim.api.nvim_list_wins(), 2)
  vim.cmd.wincmd('p')
  vim.api.nvim_feedkeys('q', 'xt', false)
end)

test('D deletes only what the plan contains', function()
  server.sent = {}
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
  stub.await_told('Go telemetry: deleted 2 files, 16.1 KiB')
  eq(#vim.api.nvim_list_wins(), 1)
end)

test('a file that could not be deleted is reported', function()
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
  local said = stub.await_told('Go telemetry: 1 file could not be deleted: permission denied')
  eq(said.level, vim.log.levels.ERROR)
end)
