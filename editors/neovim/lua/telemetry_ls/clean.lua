--- :GoTelemetry clean shows which local data would be deleted, and deletes it if the
--- user agrees.
local notice = require('telemetry_ls.notice')
local plain = require('telemetry_ls.plain')

local M = {}

--- Go no longer uploads data that is older than this.
local keep_days = 21

---@class telemetry_ls.CleanPlan
---@field files { path: string, bytes: integer, note?: string }[]
---@field bytes integer
---@field deleted boolean
---@field problems? { file: string, message: string }[]

--- Rounds half up to tenths, as Go does; string.format would round half to even.
local function tenths(value)
  return math.floor(value * 10 + 0.5)
end

--- Formats a size by the same rule as quantity.Size in Go; testdata/sizes.json has the
--- cases for both.
---@param bytes integer
---@return string
function M.size(bytes)
  if bytes < 1024 then
    return bytes .. ' B'
  end
  local value, units = bytes / 1024, { 'KiB', 'MiB', 'GiB', 'TiB' }
  while #units > 1 and tenths(value) >= 10240 do
    value = value / 1024
    table.remove(units, 1)
  end
  local text = ('%.1f'):format(tenths(value) / 10):gsub('%.0$', '')
  return text .. ' ' .. units[1]
end

---@param count integer
local function files(count)
  return count == 1 and '1 file' or (count .. ' files')
end

local function amount(plan)
  return ('%s, %s'):format(files(#plan.files), M.size(plan.bytes))
end

--- Formats a path on one line.
local function shown(path)
  return plain.line((path:gsub('%c', '?')))
end

---@param plan telemetry_ls.CleanPlan
---@param before string
---@param dir? string the telemetry directory, which the paths are relative to
---@return string[]
function M.lines(plan, before, dir)
  local lines = {
    '# Clean up Go telemetry: ' .. amount(plan),
    '',
    ('These files are from weeks that ended by %s. The mode, the current week'):format(before),
    'and the latest upload are kept. Nothing has been deleted yet.',
    '',
    "Press D to delete, q to cancel. You can't undo this.",
    '',
  }
  if dir then
    vim.list_extend(lines, { ('In `%s`:'):format(shown(vim.fn.fnamemodify(dir, ':~'))), '' })
  end
  for _, file in ipairs(plan.files) do
    local note = file.note and file.note ~= vim.NIL and (', ' .. file.note) or ''
    table.insert(lines, ('- `%s` (%s%s)'):format(shown(file.path), M.size(file.bytes), note))
  end
  return lines
end

local function run(before, dry_run, done)
  local argument = { before = before, dryRun = dry_run }
  require('telemetry_ls.client').execute('clean', argument, function(problem, plan)
    if problem then
      return notice.fail(problem)
    end
    done(plan)
  end)
end

local function delete(before)
  run(before, false, function(plan)
    local problems = plan.problems or {}
    if #problems > 0 then
      local text = '%s could not be deleted: %s'
      return notice.fail(text:format(files(#problems), problems[1].message))
    end
    notice.show('Go telemetry: deleted ' .. amount(plan))
  end)
end

--- Reports whether text is a valid date.
local function is_day(text)
  local year, month, day = text:match('^(%d%d%d%d)%-(%d%d)%-(%d%d)$')
  if not year then
    return false
  end
  local noon = { year = tonumber(year), month = tonumber(month), day = tonumber(day), hour = 12 }
  return os.date('%Y-%m-%d', os.time(noon)) == text
end

--- Shows what would be deleted, without waiting for the user to agree.
---@param before? string YYYY-MM-DD
function M.run(before)
  before = before or tostring(os.date('!%Y-%m-%d', os.time() - keep_days * 24 * 60 * 60))
  if not is_day(before) then
    return notice.fail(
      (':GoTelemetry clean needs a date such as 2026-01-31 (got "%s")'):format(before)
    )
  end
  run(before, true, function(plan)
    if #plan.files == 0 then
      local text = ('Go telemetry: nothing to delete from weeks that ended by %s'):format(before)
      return notice.show(text)
    end
    local status = require('telemetry_ls.status').get()
    local lines = M.lines(plan, before, status and status.dir)
    require('telemetry_ls.page').scratch('clean', lines, {
      D = {
        description = 'Delete these files',
        run = function()
          delete(before)
        end,
      },
    })
  end)
end

return M
