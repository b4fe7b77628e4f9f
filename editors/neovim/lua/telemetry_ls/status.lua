--- What is known about the telemetry mode, and about the server that tells it.
local M = {}

--- The Status of the server; null is nil here.
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

--- What keeps the status from being known at present, as text; nil if nothing.
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

--- Takes a Status of the server, and tells the world if it is another than before.
---@param status table
function M.update(status)
  status = without_null(status)
  if type(status) ~= 'table' or type(status.mode) ~= 'string' then
    return
  end
  trouble = nil
  local changed = not vim.deep_equal(status, current)
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

--- Forgets the status, since there is no server to tell it.
---@param why? string for the status line
function M.forget(why)
  current, trouble = nil, why
  redraw()
end

---@return telemetry_ls.Status?
function M.get()
  return current
end

--- The text for a status line; percent signs are as they are.
---@return string
function M.text()
  if trouble then
    return 'Go telemetry: ' .. trouble
  end
  local plain = require('telemetry_ls.plain')
  return current and plain.line(current.text, plain.short) or ''
end

--- The highlight group of the status.
---@return string
function M.group()
  if trouble or (current and #(current.problems or {}) > 0) then
    return 'TelemetryLsProblem'
  end
  local groups = { on = 'TelemetryLsOn', off = 'TelemetryLsOff' }
  return current and groups[current.mode] or 'TelemetryLsLocal'
end

--- The tooltip without its Markdown, for a person who asks.
---@param status telemetry_ls.Status
---@return string
function M.explain(status)
  local text = (status.tooltip or status.text):gsub('%*%*', ''):gsub('%f[%*]%*([^*\n]+)%*', '%1')
  return vim.trim((text:gsub('`', ''):gsub('\\(%p)', '%1'):gsub('\n\n+', '\n')))
end

return M
