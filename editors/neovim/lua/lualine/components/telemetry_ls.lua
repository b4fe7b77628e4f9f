--- The mode of Go telemetry as a component of lualine: { 'telemetry_ls' }.
local M = require('lualine.component'):extend()

--- The foreground alone: a group would bring its background too, which is not that
--- of the section.
local function color()
  local group = require('telemetry_ls.status').group()
  local set = vim.api.nvim_get_hl(0, { name = group, link = false })
  return { fg = set.fg and ('#%06x'):format(set.fg) }
end

function M:init(options)
  options.color = options.color or color
  M.super.init(self, options)
end

-- lualine calls it as a method.
function M:update_status() -- luacheck: no self
  return (require('telemetry_ls').status():gsub('%%', '%%%%'))
end

return M
