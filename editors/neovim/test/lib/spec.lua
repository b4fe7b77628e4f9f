-- Runs one spec, $SPEC, in a headless Neovim. The last line of the output has the counts.
vim.opt.runtimepath:prepend(vim.env.PLUGIN)
vim.o.swapfile = false
package.path = vim.env.PLUGIN .. '/test/lib/?.lua;' .. package.path

vim.api.nvim_create_autocmd('VimEnter', {
  once = true,
  callback = vim.schedule_wrap(function()
    local check = require('check')
    local ok, problem = xpcall(dofile, debug.traceback, vim.env.SPEC)
    if not ok then
      check.fail(problem)
    end
    table.insert(check.output, ('%d passed, %d failed\n'):format(check.passed, check.failed))
    io.stdout:write('\n' .. table.concat(check.output, '\n'))
    vim.cmd(check.failed > 0 and 'cquit' or 'qall!')
  end),
})
