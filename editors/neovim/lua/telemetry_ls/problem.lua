--- What went wrong, as a person reads it. Errors of the server, and ours, are
--- 'doing what: cause; hint: what to do'.
local M = {}

--- What went wrong, and what to do about it if that is known.
---@param problem string
---@return string what
---@return string? hint
function M.split(problem)
  local what, hint = problem:match('^(.-); hint: (.*)$')
  return what or problem, hint
end

--- The text of a message: it says what it is about, and gives the hint a line.
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
