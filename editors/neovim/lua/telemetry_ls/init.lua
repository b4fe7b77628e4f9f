--- Go telemetry in Neovim: shows the mode in the status line, and switches it.
---
--- Start reading here: these are all the functions that users call. Other modules are
--- loaded on demand. client.lua runs the server, command.lua is :GoTelemetry.
local M = {}

--- Defines the command, and attaches the server to Go files. plugin/ calls it.
function M.load()
  vim.g.loaded_telemetry_ls = true
  local group = vim.api.nvim_create_augroup('telemetry_ls', { clear = true })
  vim.api.nvim_create_user_command('GoTelemetry', function(args)
    require('telemetry_ls.command').run(args.args)
  end, {
    nargs = '?',
    desc = 'Show or switch the Go telemetry mode',
    complete = function(lead, line)
      return require('telemetry_ls.command').complete(lead, line)
    end,
  })
  vim.api.nvim_create_autocmd('BufReadCmd', {
    group = group,
    pattern = 'go-telemetry:/*',
    desc = 'Read a page about Go telemetry',
    nested = true,
    callback = function(event)
      require('telemetry_ls.pages').read(event.buf)
    end,
  })
  vim.api.nvim_create_autocmd('ColorScheme', {
    group = group,
    desc = 'Define the highlight groups of the status',
    callback = M.highlight,
  })
  M.highlight()
  require('telemetry_ls.attach').update()
end

--- Links the highlight groups of the status that are not set.
function M.highlight()
  for group, to in pairs({
    TelemetryLsOn = 'DiagnosticOk',
    TelemetryLsLocal = 'DiagnosticHint',
    TelemetryLsOff = 'Comment',
    TelemetryLsProblem = 'DiagnosticWarn',
  }) do
    vim.api.nvim_set_hl(0, group, { link = to, default = true })
  end
end

--- Changes the configuration. You don't have to call it. For an invalid option it shows a
--- message, and uses the default.
---@param options? telemetry_ls.Options
function M.setup(options)
  local problems = require('telemetry_ls.config').set(options)
  if #problems > 0 then
    require('telemetry_ls.notice').show(table.concat(problems, '\n'), vim.log.levels.ERROR)
  end
  if vim.g.loaded_telemetry_ls then
    require('telemetry_ls.attach').update()
    if package.loaded['telemetry_ls.client'] then
      require('telemetry_ls.client').configure()
    end
  else
    M.load()
  end
end

--- Returns the text for a status line, such as 'Go telemetry: local'. It is empty until the
--- mode is known. With highlight, it is for 'statusline', in the color of the mode.
---@param options? { highlight?: boolean }
---@return string
function M.status(options)
  local status = require('telemetry_ls.status')
  local text = status.text()
  if text == '' or not (options and options.highlight) then
    -- Inside %{%...%}, a percent sign would begin an item, which may run code. Doubling
    -- the sign doesn't help: the second one would begin the item.
    return (text:gsub('%%+%S', function(item)
      return (item:gsub('%%', '\u{ff05}'))
    end))
  end
  return ('%%#%s#%s%%*'):format(status.group(), (text:gsub('%%', '%%%%')))
end

--- Returns the server's Status, or nil until it is known.
---@return telemetry_ls.Status?
function M.get()
  return vim.deepcopy(require('telemetry_ls.status').get())
end

return M
