local check = require('check')
local test, eq, await = check.test, check.eq, check.await

local float = require('telemetry_ls.float')
local notice = require('telemetry_ls.notice')
local problem = require('telemetry_ls.problem')

for _, case in ipairs({
  { 'one two three', 7, { 'one two', 'three' } },
  { 'one two three', 100, { 'one two three' } },
  { 'unbreakable', 4, { 'unbreakable' } },
  { 'a\n\nb', 4, { 'a', '', 'b' } },
  { '', 4, { '' } },
  { 'häuser äöü', 6, { 'häuser', 'äöü' } },
}) do
  test('wrap ' .. vim.inspect(case[1]), function()
    eq(float.wrap(case[1], case[2]), case[3])
  end)
end

for _, case in ipairs({
  { 'no room', 'Go telemetry: no room' },
  { 'no room; hint: make some', 'Go telemetry: no room\nHint: make some' },
  {
    'switching Go telemetry to on: no room; hint: make some',
    'Switching Go telemetry to on: no room\nHint: make some',
  },
}) do
  test('error: ' .. case[1], function()
    eq(problem.text(case[1]), case[2])
  end)
end

test('the text of a message', function()
  local facts = { 'One.', 'Two.' }
  eq(notice.wording({ type = 3, message = 'This.' }), 'This.')
  eq(notice.wording({ type = 3, message = 'This.', goTelemetry = { kind = 'switch' } }), 'This.')
  local about = { kind = 'notice', lead = 'It is on.', facts = facts }
  eq(
    notice.wording({ type = 3, message = 'Not this.', goTelemetry = about }),
    'It is on. One. Two.'
  )
  eq(facts, { 'One.', 'Two.' })
end)

test('a notification plugin gets the whole text', function()
  local told = {}
  local own = vim.notify
  vim.notify = function(text, level)
    table.insert(told, { text, level })
  end
  local long = ('long '):rep(200)
  notice.show(long, vim.log.levels.ERROR)
  notice.message({ type = 2, message = 'careful' })
  await('both', function()
    return #told == 2
  end)
  vim.notify = own
  eq(told, { { long, vim.log.levels.ERROR }, { 'careful', vim.log.levels.WARN } })
  eq(#vim.api.nvim_list_wins(), 1)
end)
