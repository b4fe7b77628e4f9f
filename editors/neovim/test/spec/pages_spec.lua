local check = require('check')
local test, eq, await = check.test, check.eq, check.await

local stub = require('stub')
local pages = require('telemetry_ls.pages')

stub.install()
local server = stub.begin()
local uri = 'go-telemetry:///explanation.md'

local function content(text)
  stub.await(server, 'workspace/textDocumentContent').reply(nil, { text = text })
  server.sent = vim.tbl_filter(function(message)
    return message.method ~= 'workspace/textDocumentContent'
  end, server.sent)
  await('the text', function()
    return vim.api.nvim_buf_get_lines(0, 0, 1, false)[1] == vim.split(text, '\n')[1]
  end)
end

test('names and URIs', function()
  eq(pages.uri('summary'), 'go-telemetry:///summary.md')
  for _, form in ipairs({ uri, 'go-telemetry:/explanation.md', 'go-telemetry:explanation.md' }) do
    eq(pages.name(form), 'explanation')
  end
  eq(pages.name('file:///explanation.md'), nil)
  eq(pages.name('go-telemetry:///../x.md'), nil)
end)

test('explain opens a page that cannot be changed', function()
  vim.cmd.GoTelemetry('explain')
  eq(#vim.api.nvim_list_wins(), 2)
  eq(vim.api.nvim_buf_get_name(0), uri)
  eq(stub.await(server, 'workspace/textDocumentContent').params, { uri = uri })
  content('# One\n\ntext\n\n## Two\n\nmore\n')
  eq(vim.api.nvim_buf_line_count(0), 7)
  eq(vim.bo.modifiable, false)
  eq(vim.bo.modified, false)
  eq(vim.bo.buftype, 'nofile')
  eq(vim.bo.filetype, 'markdown')
end)

test('the server knows that it is open', function()
  local params = stub.await(server, 'textDocument/didOpen').params
  eq(params.textDocument.uri, uri)
  eq(params.textDocument.languageId, 'markdown')
end)

test('each section has a fold', function()
  eq(vim.fn.foldlevel(1), 0, 'no fold for the title')
  eq(vim.fn.foldlevel(5), 1)
  eq(vim.fn.foldclosed(5), -1)
end)

test('repeated commands use one window, also from another one', function()
  local win = vim.api.nvim_get_current_win()
  vim.cmd.wincmd('p')
  vim.cmd.GoTelemetry('explain')
  eq(vim.api.nvim_get_current_win(), win)
  eq(#vim.api.nvim_list_wins(), 2)
  content('# Again\n\ntext\n\n## Two\n\nmore\n')
end)

test('a page updates with the server, and keeps its place', function()
  vim.api.nvim_win_set_cursor(0, { 5, 3 })
  local answer = stub.ask(server, 'workspace/textDocumentContent/refresh', { uri = uri })
  eq(answer().result, vim.NIL)
  content('# New\n\ntext\n\n## Two\n\nmore\n')
  eq(vim.api.nvim_win_get_cursor(0), { 5, 3 })
end)

test('a closed fold stays closed during an update', function()
  vim.cmd('5foldclose')
  for _, text in ipairs({
    '# New\n\nnewer\n\n## Two\n\nmore\n',
    '# New\n\ntwo\nlines\n\n## Two\n\nmore\n\nand more\n',
    '# New\n\n## Two\n\nmore\n\nand more\n',
  }) do
    stub.ask(server, 'workspace/textDocumentContent/refresh', { uri = uri })
    stub.await(server, 'workspace/textDocumentContent').reply(nil, { text = text })
    server.sent = {}
    await('the text', function()
      return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n' == text
    end)
    local heading = vim.fn.search('^## Two', 'nw')
    eq(vim.fn.foldclosed(heading), heading, text)
  end
  vim.cmd('normal! zR')
end)

test('r reloads the page', function()
  vim.api.nvim_feedkeys('r', 'xt', false)
  content('# Newer\n')
end)

test('q closes the page, and tells the server', function()
  vim.api.nvim_feedkeys('q', 'xt', false)
  eq(#vim.api.nvim_list_wins(), 1)
  eq(stub.await(server, 'textDocument/didClose').params.textDocument.uri, uri)
  eq(vim.fn.bufexists(uri), 0)
end)

test('window/showDocument opens it, with and without focus', function()
  local win = vim.api.nvim_get_current_win()
  local answer = stub.ask(server, 'window/showDocument', { uri = uri, takeFocus = false })
  eq(answer().result, { success = true })
  eq(#vim.api.nvim_list_wins(), 2)
  eq(vim.api.nvim_get_current_win(), win)
  stub.ask(server, 'window/showDocument', { uri = uri, takeFocus = true })
  eq(vim.api.nvim_buf_get_name(0), uri)
  content('# Shown\n')
  vim.api.nvim_feedkeys('q', 'xt', false)
end)

test('window/showDocument of a file is left to Neovim', function()
  local path = vim.fn.tempname() .. '.txt'
  vim.fn.writefile({ 'plain' }, path)
  local answer =
    stub.ask(server, 'window/showDocument', { uri = vim.uri_from_fname(path), takeFocus = true })
  eq(answer().result, { success = true })
  eq(vim.api.nvim_buf_get_lines(0, 0, -1, false), { 'plain' })
end)

test(':edit reads a page too, and shows a failure in it', function()
  vim.cmd.edit(uri)
  stub
    .await(server, 'workspace/textDocumentContent')
    .reply({ code = -32602, message = 'no such; hint: none' }, nil)
  await('the failure', function()
    return vim.fn.getline(1) == '# Go telemetry: the page explanation could not be read'
  end)
  eq(vim.api.nvim_buf_get_lines(0, 2, -1, false), {
    'no such',
    '',
    'Hint: none',
    '',
    'Press r to try again, q to close.',
  })
  eq(vim.wo.foldmethod, 'expr')
end)
