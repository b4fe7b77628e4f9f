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

test('a doctor that does not answer', function()
  local program = vim.fn.tempname()
  vim.fn.writefile({ '#!/bin/sh', 'exit 2' }, program)
  vim.fn.setfperm(program, 'rwxr-xr-x')
  require('telemetry_ls').setup({ cmd = { program } })
  has(report(), 'WARNING the doctor gave no answer')
end)

test('the checks of the server that runs, and other problems', function()
  local server = stub.begin()
  local problems = {
    { code = 'read-only', message = 'it is read-only', hint = 'chmod it' },
    { code = 'policy-drift', message = 'it drifts', hint = 'switch it' },
  }
  stub.notify(server, 'goTelemetry/status', stub.status('local', { problems = problems }))
  stub.answers['workspace/executeCommand'] = function(params)
    eq(params.command, 'telemetry-ls.doctor')
    return {
      checks = {
        { code = 'policy', ok = false, message = 'it drifts', hint = 'switch it' },
        { code = 'clock', ok = true, message = 'it is right', hint = vim.NIL },
      },
    }
  end
  local text = report()
  stub.answers['workspace/executeCommand'] = nil
  has(text, 'the server is running')
  has(text, 'WARNING policy: it drifts')
  has(text, 'OK clock: it is right')
  has(text, 'WARNING it is read-only')
  has(text, 'chmod it')
  eq(select(2, text:gsub('it drifts', '')), 1, 'said once')
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
