--- Go telemetry in Neovim: the mode in the status line, and the switch.
---
--- Start reading here: this is all that users call. The rest is loaded when it
--- is needed. client.lua runs the server, command.lua is :GoTelemetry.
local M = {}

--- Defines the command, and attaches the server to Go files; plugin/ calls it.
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

--- Links the highlight groups of the status, where they are not set.
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

--- Changes the configuration; it need not be called. What is wrong in it is
--- named in a message, and the default is used instead.
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

--- The text for a status line, such as 'Go telemetry: local'; empty before it is
--- known. With highlight, in the color of the mode, for 'statusline'.
---@param options? { highlight?: boolean }
---@return string
function M.status(options)
  local status = require('telemetry_ls.status')
  local text = status.text()
  if text == '' or not (options and options.highlight) then
    -- Within %{%...%} a percent sign would begin an item, which may run something,
    -- and of two together the second would.
    return (text:gsub('%%+%S', function(item)
      return (item:gsub('%%', '\u{ff05}'))
    end))
  end
  return ('%%#%s#%s%%*'):format(status.group(), (text:gsub('%%', '%%%%')))
end

--- All that is known, as the server's Status; nil before it is known.
---@return telemetry_ls.Status?
function M.get()
  return vim.deepcopy(require('telemetry_ls.status').get())
end

return M
