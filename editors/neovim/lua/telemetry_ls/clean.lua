--- :GoTelemetry clean: shows which local data would be deleted, and deletes it when
--- the user says so.
local M = {}

--- What is older than this is not uploaded any more.
local keep_days = 21

---@class telemetry_ls.CleanPlan
---@field files { path: string, bytes: integer, note?: string }[]
---@field bytes integer
---@field deleted boolean
---@field problems? { file: string, message: string }[]

local function fail(problem)
  require('telemetry_ls.notice').show('Go telemetry: ' .. problem, vim.log.levels.ERROR)
end

--- A size as a person reads it.
---@param bytes integer
---@return string
function M.size(bytes)
  if bytes < 1000 then
    return bytes .. ' bytes'
  elseif bytes < 1000 * 1000 then
    return ('%.1f kB'):format(bytes / 1000)
  end
  return ('%.1f MB'):format(bytes / 1000 / 1000)
end

local function files_of(plan)
  local count = #plan.files == 1 and '1 file' or (#plan.files .. ' files')
  return ('%s, %s'):format(count, M.size(plan.bytes))
end

---@param plan telemetry_ls.CleanPlan
---@param before string
---@return string[]
function M.lines(plan, before)
  local lines = {
    '# Clean up Go telemetry: ' .. files_of(plan),
    '',
    ('These are of weeks that ended by %s. The mode, the running week and the'):format(before),
    'latest upload stay. Nothing has been deleted yet.',
    '',
    'D deletes them, q leaves them.',
    '',
  }
  for _, file in ipairs(plan.files) do
    local note = file.note and file.note ~= vim.NIL and (', ' .. file.note) or ''
    local path = (vim.fn.fnamemodify(file.path, ':~'):gsub('%c', '?'))
    table.insert(lines, ('- %s (%s%s)'):format(path, M.size(file.bytes), note))
  end
  return lines
end

local function run(before, dry_run, done)
  local argument = { before = before, dryRun = dry_run }
  require('telemetry_ls.client').execute('clean', argument, function(problem, plan)
    if problem then
      return fail(problem)
    end
    done(plan)
  end)
end

local function delete(before)
  run(before, false, function(plan)
    local problems = plan.problems or {}
    if #problems > 0 then
      return fail(('%d files could not be deleted: %s'):format(#problems, problems[1].message))
    end
    require('telemetry_ls.notice').show('Go telemetry: deleted ' .. files_of(plan))
  end)
end

--- Shows what would be deleted, and waits for a yes that may never come.
---@param before? string YYYY-MM-DD
function M.run(before)
  before = before or tostring(os.date('!%Y-%m-%d', os.time() - keep_days * 24 * 60 * 60))
  run(before, true, function(plan)
    if #plan.files == 0 then
      local text = 'Go telemetry: nothing to clean up of weeks that ended by ' .. before
      return require('telemetry_ls.notice').show(text)
    end
    require('telemetry_ls.docs').scratch('clean', M.lines(plan, before), {
      D = function()
        delete(before)
      end,
    })
  end)
end

return M
