-- For vim.lsp.enable('telemetry_ls'), in Neovim 0.11 and later.
return require('telemetry_ls.client').lsp_config()
