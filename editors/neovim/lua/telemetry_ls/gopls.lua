--- Restarts the gopls of this Neovim. That makes it use a new telemetry mode now, and not
--- when its week ends.
local M = {}

local newer = vim.fn.has('nvim-0.11') == 1

local look_ms = 20

--- How long gopls may take to exit before it is stopped by force.
local patience_ms = 5000

---@return vim.lsp.Client[]
function M.clients()
  return vim.lsp.get_clients({ name = 'gopls' })
end

---@param client vim.lsp.Client
---@param force boolean
local function stop(client, force)
  if newer then
    client:stop(force)
  else
    client.stop(force)
  end
end

--- Calls done when the client is gone.
---@param client vim.lsp.Client
---@param deadline integer
---@param done fun()
local function await_end(client, deadline, done)
  if not vim.lsp.get_client_by_id(client.id) then
    return done()
  end
  local late = vim.uv.now() > deadline
  if late then
    stop(client, true)
  end
  vim.defer_fn(function()
    await_end(client, late and vim.uv.now() + patience_ms or deadline, done)
  end, look_ms)
end

--- Starts a client with the same configuration, for the same buffers.
---@param config vim.lsp.ClientConfig
---@param buffers integer[]
---@return string? problem
local function start(config, buffers)
  for _, buf in ipairs(buffers) do
    if vim.api.nvim_buf_is_loaded(buf) then
      local ok, id = pcall(vim.lsp.start, config, { bufnr = buf })
      if not ok or not id then
        return 'starting gopls again: ' .. (ok and 'Neovim refused' or tostring(id))
      end
    end
  end
end

--- Restarts all gopls clients, one after another.
---@param done fun(problem?: string)
function M.restart(done)
  local clients = M.clients()
  local function next_one()
    local client = table.remove(clients)
    if not client then
      return done()
    end
    local buffers = vim.tbl_keys(client.attached_buffers)
    stop(client, false)
    await_end(client, vim.uv.now() + patience_ms, function()
      local problem = start(client.config, buffers)
      if problem then
        return done(problem)
      end
      next_one()
    end)
  end
  next_one()
end

return M
