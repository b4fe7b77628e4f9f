local check = require('check')
local test, eq = check.test, check.eq

local stub = require('stub')
local status = require('telemetry_ls.status')
local plugin = require('telemetry_ls')

local events = {}
vim.api.nvim_create_autocmd('User', {
  pattern = 'GoTelemetryStatus',
  callback = function(event)
    table.insert(events, event.data)
  end,
})

test('before the status is known', function()
  eq(plugin.status(), '')
  eq(plugin.status({ highlight = true }), '')
  eq(plugin.get(), nil)
  eq(status.group(), 'TelemetryLsLocal')
end)

test('the event reports each status once', function()
  status.update(stub.status('on'))
  status.update(stub.status('on'))
  eq(plugin.status(), 'Go telemetry: on')
  eq(plugin.status({ highlight = true }), '%#TelemetryLsOn#Go telemetry: on%*')
  eq(#events, 1)
  eq(events[1].mode, 'on')
  eq(events[1].since, '2026-01-02')
  eq(events[1].nextReport, nil, 'null is nil')
  status.update(stub.status('off'))
  eq(#events, 2)
  eq(status.group(), 'TelemetryLsOff')
end)

test('users get a copy', function()
  plugin.get().mode = 'on'
  events[#events].text = 'changed'
  eq(plugin.get().mode, 'off')
  eq(plugin.status(), 'Go telemetry: off')
end)

test('a problem has its own color, and percent signs are text', function()
  local problem = { code = 'x', message = 'm', hint = 'h' }
  status.update(stub.status('local', { text = 'Go telemetry: 5%', problems = { problem } }))
  eq(plugin.status({ highlight = true }), '%#TelemetryLsProblem#Go telemetry: 5%%%*')
end)

test('an invalid status is ignored', function()
  for _, bad in ipairs({ vim.NIL, 'on', {}, { mode = 1 } }) do
    status.update(bad)
  end
  status.update(nil)
  eq(plugin.status(), 'Go telemetry: 5%')
end)

test('without a server', function()
  status.forget('restarting')
  eq(plugin.status(), 'Go telemetry: restarting')
  eq(status.group(), 'TelemetryLsProblem')
  status.forget()
  eq(plugin.status(), '')
end)

test('the tooltip as plain text', function()
  local tooltip =
    '**Go telemetry: on** (x)\n\nIt is.\n\n- Folder: `/a\\_b`\n\n**Problem:** no \\*\n\n*Hint:* do'
  eq(
    status.explain({ text = '', tooltip = tooltip }),
    'Go telemetry: on (x)\nIt is.\n- Folder: /a_b\nProblem: no *\nHint: do'
  )
end)

test('highlight groups are linked, and a user may set them', function()
  eq(vim.api.nvim_get_hl(0, { name = 'TelemetryLsOn' }).link, 'DiagnosticOk')
  eq(vim.api.nvim_get_hl(0, { name = 'TelemetryLsProblem' }).link, 'DiagnosticWarn')
  vim.api.nvim_set_hl(0, 'TelemetryLsOff', { link = 'Error' })
  plugin.highlight()
  eq(vim.api.nvim_get_hl(0, { name = 'TelemetryLsOff' }).link, 'Error')
end)
