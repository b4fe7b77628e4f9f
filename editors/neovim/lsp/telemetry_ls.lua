-- For vim.lsp.enable('telemetry_ls'), which Neovim has from 0.11 on.
return require('telemetry_ls.client').lsp_config()
