--- Functions for specs: test, eq, has, await.
local M = { passed = 0, failed = 0, output = {} } ---@type { output: string[] }

local function shown(value)
  local text = type(value) == 'string' and value or vim.inspect(value)
  return #text > 2000 and text:sub(1, 2000) .. ' ...' or text
end

--- Fails the test unless got equals want.
function M.eq(got, want, what)
  if not vim.deep_equal(got, want) then
    error(('%sgot  %s\nwant %s'):format(what and what .. '\n' or '', shown(got), shown(want)), 2)
  end
end

--- Fails the test unless text contains part.
function M.has(text, part)
  if type(text) ~= 'string' or not text:find(part, 1, true) then
    error(('got  %s\nwant it to contain %s'):format(shown(text), part), 2)
  end
end

--- Waits until fn returns something other than nil or false, and returns it.
function M.await(what, fn)
  local result
  local came = vim.wait(tonumber(vim.env.PATIENCE or 180) * 1000, function()
    result = fn()
    return result ~= nil and result ~= false
  end, 5)
  if not came then
    error('timed out waiting for ' .. what, 2)
  end
  return result
end

--- Runs fn as a test.
function M.test(name, fn)
  local ok, problem = xpcall(fn, debug.traceback)
  if ok then
    M.passed = M.passed + 1
  else
    M.fail(('FAIL %s\n%s'):format(name, problem))
  end
end

function M.fail(text)
  M.failed = M.failed + 1
  table.insert(M.output, text)
end

return M
