local check = require('check')
local test, eq, has = check.test, check.eq, check.has

local config = require('telemetry_ls.config')

test('defaults', function()
  eq(config.set(nil), {})
  eq(config.get().autostart, true)
  local go = vim.list_slice(config.get().filetypes, 1, 5)
  eq(go, { 'go', 'gomod', 'gowork', 'gosum', 'gotmpl' })
  eq(vim.list_contains(config.get().filetypes, 'dockerfile'), true)
  eq(config.get().default_mode, nil)
  eq(config.get().restart, { max = 5, delay = 500 })
end)

test('valid options are used', function()
  local options = {
    cmd = { '/bin/true', 'serve' },
    autostart = false,
    filetypes = { 'go' },
    default_mode = 'off',
    settings = { prompt = 'never', promptDelay = 0, lint = false, summaryWeeks = 520 },
    restart = { max = 0 },
  }
  eq(config.set(options), {})
  eq(config.get().cmd, { '/bin/true', 'serve' })
  eq(config.get().autostart, false)
  eq(config.get().default_mode, 'off')
  eq(config.get().settings, options.settings)
  eq(config.get().restart, { max = 0, delay = 500 })
end)

local wrong = {
  { 'on', 'setup: the argument must be a table' },
  { { mode = 'on' }, 'setup: unknown key mode; expected one of autostart, cmd, default_mode, ' },
  { { cmd = 'telemetry-ls' }, 'setup: cmd must be a list of strings' },
  { { cmd = {} }, 'setup: cmd must be a list of strings' },
  { { cmd = { 1 } }, 'setup: cmd must be a list of strings' },
  { { autostart = 'yes' }, 'setup: autostart must be true or false' },
  { { default_mode = 'ON' }, 'setup: default_mode must be "on", "local" or "off"' },
  {
    { settings = { prompts = 1 } },
    'setup: unknown key settings.prompts; expected one of codeLens, ',
  },
  {
    { settings = { prompt = 'no' } },
    'setup: settings.prompt must be one of "auto", "never"',
  },
  { { settings = { lint = 1 } }, 'setup: settings.lint must be true or false' },
  {
    { settings = { promptDelay = 1.5 } },
    'setup: settings.promptDelay must be a whole number from 0 to 86400000',
  },
  { { settings = { summaryWeeks = 0 } }, 'settings.summaryWeeks must be a whole number from 1' },
  { { restart = 5 }, 'setup: restart must be a table with max and delay' },
  {
    { restart = { delay = 0 } },
    'setup: restart.delay must be a whole number of milliseconds from 1',
  },
  { { restart = { times = 1 } }, 'setup: unknown key restart.times; expected one of delay, max' },
}

for _, case in ipairs(wrong) do
  test('invalid: ' .. vim.inspect(case[1]), function()
    local problems = config.set(case[1])
    eq(#problems, 1)
    has(problems[1], case[2])
    eq(config.problems(), problems)
    config.set(nil)
    local defaults = vim.deepcopy(config.get())
    config.set(case[1])
    eq(config.get(), defaults, 'invalid options are skipped')
  end)
end

test('valid options are used despite invalid ones', function()
  local settings = { lint = 0, prompt = 'never' }
  eq(#config.set({ default_mode = 'on', filetypes = 'go', settings = settings }), 2)
  eq(config.get().default_mode, 'on')
  eq(config.get().settings, { prompt = 'never' })
end)
