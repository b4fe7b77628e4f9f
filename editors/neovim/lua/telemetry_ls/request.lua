--- Requests to the server. Each gets a result: the server's answer, or a failure if the
--- server ends first.
local M = {}

local newer = vim.fn.has('nvim-0.11') == 1

--- The callbacks of unanswered requests.
---@type table<table, fun(problem: string)>
local asking = {}

--- Sends a request. It calls done exactly once, whatever happens to the server.
---@param client vim.lsp.Client
---@param method string
---@param params table
---@param done fun(problem?: string, result?: any)
function M.send(client, method, params, done)
  local ticket = {}
  asking[ticket] = done
  local function answered(err, result)
    if asking[ticket] then
      asking[ticket] = nil
      done(err and (err.message or vim.inspect(err)), result ~= vim.NIL and result or nil)
    end
  end
  local sent
  if newer then
    sent = client:request(method, params, answered)
  else
    sent = client.request(method, params, answered)
  end
  if not sent then
    answered({ message = 'telemetry-ls has stopped' })
  end
end

--- Fails all unanswered requests, because the server is gone.
---@param problem string
function M.fail_all(problem)
  local unanswered = asking
  asking = {}
  for _, done in pairs(unanswered) do
    done(problem)
  end
end

return M
