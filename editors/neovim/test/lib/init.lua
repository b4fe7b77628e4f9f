-- The configuration of the Neovim in tmux, as a user would write it.
vim.opt.runtimepath:prepend(vim.env.PLUGIN)
vim.o.swapfile = false
vim.o.laststatus = 2
vim.o.statusline = "%f %m%=%{%v:lua.require'telemetry_ls'.status()%} |"

if vim.env.COLORS == 'yes' then
  vim.o.termguicolors = true
  vim.o.statusline = "%f %m%=%{%v:lua.require'telemetry_ls'.status({'highlight': v:true})%} |"
  for group, color in pairs({ On = '#010101', Local = '#020202', Off = '#030303' }) do
    vim.api.nvim_set_hl(0, 'TelemetryLs' .. group, { fg = color })
  end
end

if vim.env.LUALINE then
  vim.opt.runtimepath:append(vim.env.LUALINE)
  require('lualine').setup({
    options = { icons_enabled = false, component_separators = '|', section_separators = '' },
    sections = { lualine_x = { 'telemetry_ls' } },
  })
end

if vim.env.OPTIONS ~= 'no setup' then
  local options = loadstring('return ' .. vim.env.OPTIONS)()
  options.cmd = options.cmd or { vim.env.TELEMETRY_LS }
  require('telemetry_ls').setup(options)
end

if vim.env.WITH_GOPLS == 'yes' then
  local gopls = {
    name = 'gopls',
    cmd = { vim.env.GOPLS },
    filetypes = { 'go', 'gomod' },
    root_markers = { 'go.mod' },
    capabilities = vim.lsp.protocol.make_client_capabilities(),
  }
  if vim.fn.has('nvim-0.11') == 1 then
    vim.lsp.config('gopls', gopls)
    vim.lsp.enable('gopls')
  else
    vim.api.nvim_create_autocmd('FileType', {
      pattern = gopls.filetypes,
      callback = function(event)
        gopls.root_dir = vim.fs.root(event.buf, gopls.root_markers)
        vim.lsp.start(gopls)
      end,
    })
  end
end
