--- The telemetry status as the server last reported it.
local M = {}

--- The server's Status, with nil instead of null.
---@class telemetry_ls.Status
---@field mode 'on'|'local'|'off'
---@field chosen boolean
---@field since? string
---@field collecting boolean
---@field uploading boolean
---@field dir string
---@field supported boolean
---@field writable boolean
---@field nextReport? string
---@field firstUpload? string
---@field nextUpload? string
---@field intent? table
---@field problems { code: string, message: string, hint: string }[]
---@field text string
---@field tooltip string

---@type telemetry_ls.Status?
local current

--- Why the status is unknown now, as text; nil if there is no reason.
---@type string?
local trouble

local function without_null(value)
  if value == vim.NIL then
    return nil
  end
  if type(value) ~= 'table' then
    return value
  end
  local result = {}
  for key, item in pairs(value) do
    result[key] = without_null(item)
  end
  return result
end

local function redraw()
  pcall(vim.cmd.redrawstatus, { bang = true })
end

--- Stores a Status of the server. If it changed, it triggers the User event
--- GoTelemetryStatus.
---@param status table
function M.update(status)
  status = without_null(status)
  if type(status) ~= 'table' or type(status.mode) ~= 'string' then
    return
  end
  trouble = nil
  local changed = not vim.deep_equal(status, current)
  if changed and current then
    require('telemetry_ls.float').withdraw(require('telemetry_ls.plain').text(M.explain(current)))
  end
  current = status
  if changed then
    vim.api.nvim_exec_autocmds('User', {
      pattern = 'GoTelemetryStatus',
      modeline = false,
      data = vim.deepcopy(status),
    })
  end
  redraw()
end

--- Forgets the status, because no server can report it.
---@param why? string for the status line
function M.forget(why)
  current, trouble = nil, why
  redraw()
end

---@return telemetry_ls.Status?
function M.get()
  return current
end

--- Returns the text for a status line, with unescaped percent signs.
---@return string
function M.text()
  if trouble then
    return 'Go telemetry: ' .. trouble
  end
  local plain = require('telemetry_ls.plain')
  return current and plain.line(current.text, plain.short) or ''
end

--- Returns the highlight group of the status.
---@return string
function M.group()
  if trouble or (current and #(current.problems or {}) > 0) then
    return 'TelemetryLsProblem'
  end
  local groups = { on = 'TelemetryLsOn', off = 'TelemetryLsOff' }
  return current and groups[current.mode] or 'TelemetryLsLocal'
end

--- Returns the tooltip as plain text, for :GoTelemetry status.
---@param status telemetry_ls.Status
---@return string
function M.explain(status)
  local text = (status.tooltip or status.text):gsub('%*%*', ''):gsub('%f[%*]%*([^*\n]+)%*', '%1')
  return vim.trim((text:gsub('`', ''):gsub('\\(%p)', '%1'):gsub('\n\n+', '\n')))
end

return M
