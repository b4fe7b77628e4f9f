--- The mode of Go telemetry as a component of lualine: { 'telemetry_ls' }.
local M = require('lualine.component'):extend()

function M:init(options)
  options.color = options.color
    or function()
      return require('telemetry_ls.status').group()
    end
  M.super.init(self, options)
end

-- lualine calls it as a method.
function M:update_status() -- luacheck: no self
  return (require('telemetry_ls').status():gsub('%%', '%%%%'))
end

return M
