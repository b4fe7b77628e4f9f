local check = require('check')
local test, eq, has = check.test, check.eq, check.has

local stub = require('stub')
stub.install()

local function report()
  vim.cmd.checkhealth('telemetry_ls')
  local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  vim.cmd.bwipeout({ bang = true })
  return text
end

test('the real program, no client', function()
  require('telemetry_ls').setup({ cmd = { vim.env.TELEMETRY_LS } })
  local text = report()
  has(text, vim.env.TELEMETRY_LS .. ' (set in setup())')
  has(text, 'the server is not running')
  has(text, 'the mode is local (default)')
  has(text, 'gopls is on PATH')
  has(text, 'OK mode-file: ')
  has(text, 'go-command: ')
  eq(text:find('ERROR', 1, true), nil)
end)

test('a check of the doctor that fails, with its hint', function()
  require('telemetry_ls').setup({ cmd = { vim.env.TELEMETRY_LS } })
  vim.env.GOTELEMETRY = 'off'
  local text = report()
  vim.env.GOTELEMETRY = nil
  has(text, 'WARNING environment: the environment sets GOTELEMETRY=off, which Go ignores')
  has(text, 'remove the variable and run')
end)

test('a problem, with its hint', function()
  local server = stub.begin()
  local problem = { code = 'read-only', message = 'it is read-only', hint = 'chmod it' }
  stub.notify(server, 'goTelemetry/status', stub.status('local', { problems = { problem } }))
  local text = report()
  has(text, 'it is read-only')
  has(text, 'chmod it')
  has(text, 'the server is running')
end)

test('no program', function()
  require('telemetry_ls').setup({ cmd = { '/nowhere' }, nonsense = true })
  local text = report()
  has(text, 'cmd in setup() is not an executable program')
  has(text, 'set it to the path of telemetry-ls, or remove it')
  has(text, 'unknown key nonsense')
  eq(text:find('the telemetry mode', 1, true), nil, 'the mode cannot be known')
end)

test('a check that fails is reported, and the others run', function()
  package.loaded['telemetry_ls.binary'] = setmetatable({}, {
    __index = function()
      error('broken')
    end,
  })
  local text = report()
  has(text, 'checking the program: ')
  has(text, 'gopls is on PATH')
end)
