--- :checkhealth telemetry_ls
local plain = require('telemetry_ls.plain')

local M = {}

local timeout_ms = 5000

--- How long the doctor may take. It waits for the go command for up to 5 seconds.
local doctor_timeout_ms = 15000

--- Writes lines of the report. They are plain text, whatever they quote.
local report = setmetatable({}, {
  __index = function(_, kind)
    return function(text, advice)
      vim.health[kind](plain.text(text), advice and plain.text(advice))
    end
  end,
})

local function version_of_neovim()
  local version = tostring(vim.version())
  if vim.fn.has('nvim-0.10') == 0 then
    report.error('Neovim ' .. version .. ' is too old', 'Use Neovim 0.10 or later')
    return
  end
  report.ok('Neovim ' .. version)
  if vim.fn.has('nvim-0.11') == 0 then
    report.info(
      "Neovim 0.10 shows only one server's hover, so telemetry-ls disables its own there."
    )
  end
end

local function configuration()
  local problems = require('telemetry_ls.config').problems()
  for _, problem in ipairs(problems) do
    report.error(problem, 'See :help telemetry_ls-setup')
  end
  if #problems == 0 then
    report.ok('the configuration is valid')
  end
end

--- Runs a command of the server's program.
---@return string? output
---@return string? problem
local function run(cmd, ...)
  local whole = vim.list_extend(vim.list_slice(cmd), { ... })
  local ok, result = pcall(function()
    local cwd = require('telemetry_ls.workspace').outside()
    return vim.system(whole, { text = true, cwd = cwd }):wait(timeout_ms)
  end)
  if not ok then
    return nil, tostring(result)
  end
  if result.code ~= 0 then
    local said = vim.trim(result.stderr or '')
    return nil, said ~= '' and said or ('exit code ' .. result.code)
  end
  return vim.trim(result.stdout or '')
end

---@return string[]? cmd
local function program()
  local cmd, found = require('telemetry_ls.binary').resolve()
  if not cmd then
    local what, hint = require('telemetry_ls.problem').split(found)
    report.error('the server was not found: ' .. what, hint)
    return nil
  end
  local version, problem = run({ cmd[1] }, 'version')
  if version then
    report.ok(('%s (%s): %s'):format(cmd[1], found, vim.split(version, '\n')[1]))
  else
    report.error(('%s (%s) cannot be run: %s'):format(cmd[1], found, problem))
  end
  return cmd
end

local function server()
  local client = require('telemetry_ls.client').get()
  if client then
    local buffers = vim.tbl_count(client.attached_buffers)
    report.ok(
      ('the server is running (client %d, buffers attached: %d)'):format(client.id, buffers)
    )
  elseif require('telemetry_ls.process').given_up() then
    report.error('the server keeps crashing', 'Try :GoTelemetry status')
  else
    report.info('the server is not running; open a Go file or type :GoTelemetry')
  end
end

--- Returns the Status of the client or, without a client, of the program.
---@param cmd? string[]
local function current(cmd)
  local status = require('telemetry_ls.status').get()
  if status or not cmd then
    return status
  end
  local output = run({ cmd[1] }, 'status', '--json')
  local ok, decoded = pcall(vim.json.decode, output or '', { luanil = { object = true } })
  return ok and type(decoded) == 'table' and decoded or nil
end

---@param status telemetry_ls.Status?
local function mode(status)
  if not status then
    report.warn('the telemetry mode is unknown', 'Type :GoTelemetry status')
    return
  end
  local chosen = status.chosen and '' or ' (default)'
  local since = status.since and (', set on ' .. status.since) or ''
  report.ok(('the mode is %s%s%s'):format(status.mode, since, chosen))
  report.info(
    status.dir ~= '' and 'the telemetry directory is ' .. status.dir
      or 'this environment has no telemetry directory'
  )
  if require('telemetry_ls.prompt').pending() then
    report.info('a question is waiting; to answer it, type :GoTelemetry choose')
  end
end

--- Asks the running server, which knows the workspace, for its checks.
---@return telemetry_ls.Check[]? checks
local function checks_of_server()
  local client = require('telemetry_ls.client')
  if not client.get() then
    return nil
  end
  local answered, checks = false, nil
  client.execute('doctor', nil, function(_, result)
    answered, checks = true, type(result) == 'table' and result.checks or nil
  end)
  vim.wait(doctor_timeout_ms, function()
    return answered
  end)
  return checks
end

--- Runs the doctor of the program: it exits with 1 if one of its checks fails.
---@param cmd? string[]
---@return telemetry_ls.Check[]? checks
local function checks_of_program(cmd)
  if not cmd then
    return nil
  end
  local ok, result = pcall(function()
    local cwd = require('telemetry_ls.workspace').outside()
    local doctor = { cmd[1], 'doctor', '--json' }
    return vim.system(doctor, { text = true, cwd = cwd }):wait(doctor_timeout_ms)
  end)
  local output = ok and result.code <= 1 and result.stdout or ''
  local decodes, decoded = pcall(vim.json.decode, output, { luanil = { object = true } })
  return decodes and type(decoded) == 'table' and decoded.checks or nil
end

---@class telemetry_ls.Check
---@field code string
---@field ok boolean
---@field message string
---@field hint? string|userdata

--- Writes the results of the doctor or, without them, the problems of the Status.
---@param cmd? string[]
---@param status telemetry_ls.Status?
local function environment(cmd, status)
  local home = vim.pesc((vim.env.HOME or '') .. '/')
  local function short(text)
    if type(text) ~= 'string' then
      return nil
    end
    return home ~= '/' and (text:gsub(home, '~/')) or text
  end
  local checks = checks_of_server() or checks_of_program(cmd)
  if not checks then
    report.warn('the doctor gave no answer', 'Run telemetry-ls doctor in a terminal')
  end
  local seen = {}
  for _, check in ipairs(checks or {}) do
    local text = check.code .. ': ' .. short(check.message)
    seen[check.message] = true
    if check.ok then
      report.ok(text)
    else
      report.warn(text, short(check.hint))
    end
  end
  for _, problem in ipairs(status and status.problems or {}) do
    if not seen[problem.message] then
      report.warn(problem.message, problem.hint ~= '' and problem.hint or nil)
    end
  end
end

local function gopls()
  if #vim.lsp.get_clients({ name = 'gopls' }) > 0 then
    report.ok('gopls is running too, and keeps its hover')
  elseif vim.fn.executable('gopls') == 1 then -- the check doesn't run gopls
    report.ok('gopls is on PATH; telemetry-ls works alongside it')
  else
    report.info('gopls is not on PATH; telemetry-ls does not need it')
  end
end

--- Runs a check. If it fails, the report shows that and goes on.
local function guarded(name, check, ...)
  local ok, result = pcall(check, ...)
  if ok then
    return result
  end
  report.error(('checking %s: %s'):format(name, tostring(result)))
end

function M.check()
  vim.health.start('telemetry_ls')
  guarded('Neovim', version_of_neovim)
  guarded('the configuration', configuration)
  local cmd = guarded('the program', program)
  guarded('the server', server)
  local status = guarded('the status', current, cmd)
  if cmd or status then
    guarded('the mode', mode, status)
    guarded('the environment', environment, cmd, status)
  end
  guarded('gopls', gopls)
end

return M
