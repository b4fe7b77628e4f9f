--- A lualine component that shows the Go telemetry mode: { 'telemetry_ls' }.
local M = require('lualine.component'):extend()

--- Returns only the foreground. A highlight group would also set its background, which
--- differs from that of the section.
local function color()
  local group = require('telemetry_ls.status').group()
  local set = vim.api.nvim_get_hl(0, { name = group, link = false })
  return { fg = set.fg and ('#%06x'):format(set.fg) }
end

function M:init(options)
  options.color = options.color or color
  M.super.init(self, options)
end

-- lualine calls this as a method.
function M:update_status() -- luacheck: no self
  return (require('telemetry_ls').status():gsub('%%', '%%%%'))
end

return M
