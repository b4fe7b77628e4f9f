--- The client's configuration, for Neovim and for the server. Start reading at M.make.
local config = require('telemetry_ls.config')
local process = require('telemetry_ls.process')
local scope = require('telemetry_ls.scope')

local M = {}

M.name = 'telemetry_ls'

local newer = vim.fn.has('nvim-0.11') == 1

---@class (exact) telemetry_ls.ClientHooks
---@field on_init fun(client: vim.lsp.Client)
---@field on_exit fun(exit: telemetry_ls.Exit, lived_ms: integer)

---@param client vim.lsp.Client
---@return boolean
function M.is_stopped(client)
  if newer then
    return client:is_stopped()
  end
  return client.is_stopped()
end

--- Makes Neovim use one client for all roots.
---@param client vim.lsp.Client
function M.reuse(client)
  return client.name == M.name and not M.is_stopped(client)
end

--- Returns the settings of the server. Those of setup() override those of vim.lsp.config.
--- With a default mode, the server has nothing to ask.
---@param lsp_config vim.lsp.ClientConfig
function M.settings(lsp_config)
  local merged = vim.tbl_extend(
    'force',
    vim.tbl_get(lsp_config, 'settings', 'goTelemetry') or {},
    config.get().settings,
    config.get().default_mode and { prompt = 'never' } or {}
  )
  return next(merged) and merged or vim.empty_dict()
end

local function capabilities()
  local ours = {
    -- The same encoding as gopls: Neovim 0.10 warns if the clients of a buffer differ.
    general = { positionEncodings = { 'utf-16' } },
    workspace = { textDocumentContent = { dynamicRegistration = false } },
    experimental = {
      goTelemetryStatus = true,
      goTelemetryRunning = true,
      goTelemetryMessages = true,
    },
  }
  if newer then
    return ours
  end
  local all = vim.tbl_deep_extend('force', vim.lsp.protocol.make_client_capabilities(), ours)
  -- Neovim 0.10 pulls diagnostics only after an edit, so a new setting wouldn't clear them.
  -- Without this capability, the server publishes them.
  all.textDocument.diagnostic = nil
  return all
end

--- Returns the folders whose programs must not be run. These are the ones that Neovim knows
--- at the start; the server adds those of the pages later.
---@return lsp.WorkspaceFolder[]
function M.folders()
  return vim.tbl_map(function(dir)
    return { uri = vim.uri_from_fname(dir), name = vim.fs.basename(dir) }
  end, require('telemetry_ls.workspace').roots())
end

--- The protocol's names of languages that Neovim names differently.
local language_ids = {
  gomod = 'go.mod',
  gowork = 'go.work',
  gosum = 'go.sum',
  sh = 'shellscript',
  apkbuild = 'shellscript',
  ps1 = 'powershell',
  dosbatch = 'bat',
  dosini = 'ini',
  env = 'dotenv',
  make = 'makefile',
  ['yaml.docker-compose'] = 'dockercompose',
}

--- Neovim 0.10 says 'No information available' over the hover of gopls if the hover of
--- another client is empty. So there the server has a hover only in files that gopls
--- doesn't have, and an empty one says nothing.
local function on_hover(err, result, context, options)
  local go = vim.list_contains(scope.go_filetypes, vim.bo[context.bufnr].filetype)
  if not go and (err or (result and result.contents)) then
    return vim.lsp.handlers['textDocument/hover'](err, result, context, options)
  end
end

local function handlers()
  local prompt = require('telemetry_ls.prompt')
  local pages = require('telemetry_ls.pages')
  return {
    ['goTelemetry/status'] = function(_, params)
      require('telemetry_ls.switch').on_status(params)
    end,
    ['window/showMessage'] = function(_, params)
      require('telemetry_ls.notice').message(params)
    end,
    ['window/showMessageRequest'] = prompt.on_request,
    ['$/cancelRequest'] = prompt.on_cancel,
    ['window/showDocument'] = pages.on_show,
    ['workspace/textDocumentContent/refresh'] = pages.on_refresh,
    ['textDocument/hover'] = not newer and on_hover or nil,
  }
end

--- Sees each request to the server, so that switch.lua can tell the user the result.
local function on_request(method, params)
  return require('telemetry_ls.switch').on_outgoing(method, params)
end

--- Returns the configuration for vim.lsp.config and vim.lsp.start.
---@param hooks telemetry_ls.ClientHooks
---@return vim.lsp.Config
function M.make(hooks)
  return {
    name = M.name,
    cmd = function(dispatchers)
      return process.start(dispatchers, {
        on_request = on_request,
        on_exit = hooks.on_exit,
      })
    end,
    -- This doesn't determine a root. Neovim starts the server only if on_dir is called.
    root_dir = newer and function(buf, on_dir)
      scope.decide(buf, function(yes)
        if yes and (process.running() or process.may_start()) then
          on_dir()
        end
      end)
    end or nil,
    filetypes = config.get().filetypes,
    reuse_client = M.reuse,
    capabilities = capabilities(),
    handlers = handlers(),
    get_language_id = function(_, filetype)
      return language_ids[filetype] or filetype
    end,
    before_init = function(params, lsp_config)
      params.initializationOptions = M.settings(lsp_config)
      params.workspaceFolders = M.folders()
    end,
    on_init = hooks.on_init,
  }
end

return M
