--- Formats errors for the user. Errors of the server and of this plugin have the form
--- 'doing what: cause; hint: what to do'.
local M = {}

--- Splits an error into the problem and the hint, if there is one.
---@param problem string
---@return string what
---@return string? hint
function M.split(problem)
  local what, hint = problem:match('^(.-); hint: (.*)$')
  return what or problem, hint
end

--- Formats an error as a message. It mentions Go telemetry, and has the hint on a separate
--- line.
---@param problem string
---@return string
function M.text(problem)
  local what, hint = M.split(problem)
  if what:find('Go telemetry', 1, true) then
    what = what:sub(1, 1):upper() .. what:sub(2)
  else
    what = 'Go telemetry: ' .. what
  end
  return what .. (hint and ('\nHint: ' .. hint) or '')
end

return M
