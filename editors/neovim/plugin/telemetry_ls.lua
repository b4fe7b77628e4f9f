if not vim.g.loaded_telemetry_ls then
  require('telemetry_ls').load()
end
