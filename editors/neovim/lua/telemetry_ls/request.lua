--- Requests to the server, each of which is answered: by the server, or by its end.
local M = {}

local newer = vim.fn.has('nvim-0.11') == 1

--- Who waits for the answer to a request.
---@type table<table, fun(problem: string)>
local asking = {}

--- Sends a request; done is called once, whatever happens to the server.
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

--- Fails every request that was not answered, since the server is gone.
---@param problem string
function M.fail_all(problem)
  local unanswered = asking
  asking = {}
  for _, done in pairs(unanswered) do
    done(problem)
  end
end

return M
