-- The configuration that `make try` starts Neovim with: this checkout's plugin,
-- gopls if it is installed, and the mode in the status line.
local root = vim.env.TELEMETRY_LS_ROOT

vim.opt.runtimepath:prepend(root .. '/editors/neovim')
vim.opt.swapfile = false
vim.opt.shada = ''
vim.opt.laststatus = 2
vim.opt.number = true
vim.opt.statusline =
  [[ %f %m%=%{%v:lua.require'telemetry_ls'.status({'highlight': v:true})%}  %l:%c ]]

if vim.fn.executable('gopls') == 1 then
  if vim.fn.has('nvim-0.11') == 1 then
    vim.lsp.config('gopls', {
      cmd = { 'gopls' },
      filetypes = { 'go', 'gomod', 'gowork' },
      root_markers = { 'go.work', 'go.mod' },
    })
    vim.lsp.enable('gopls')
  else
    vim.api.nvim_create_autocmd('FileType', {
      pattern = { 'go', 'gomod', 'gowork' },
      callback = function(event)
        local dir = vim.fs.root(event.buf, { 'go.work', 'go.mod' })
        vim.lsp.start({ name = 'gopls', cmd = { 'gopls' }, root_dir = dir })
      end,
    })
  end
end
