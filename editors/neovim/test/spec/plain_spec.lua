local check = require('check')
local test, eq, has = check.test, check.eq, check.has

local stub = require('stub')
local plain = require('telemetry_ls.plain')
local plugin = require('telemetry_ls')
local status = require('telemetry_ls.status')

for _, case in ipairs({
  { 'as it is: äöü 漢字 😀', 'as it is: äöü 漢字 😀' },
  { 'a\27[31mb', 'a?[31mb' },
  { 'a\0b\7\127', 'a?b??' },
  { 'a\tb\r\nc', 'a b\nc' },
  { 'a\194\155b', 'a<9b>b' },
  { 'a\155b', 'a<9b>b' },
  { 'a\226\128\174b', 'a<202e>b' },
  { '[x](command:y)', '[x](command:y)' },
}) do
  test('plain: ' .. vim.inspect(case[1]), function()
    eq(plain.text(case[1]), case[2])
  end)
end

test('the length is limited', function()
  local lines = vim.split(plain.text(('x\n'):rep(100000)), '\n')
  eq(#lines, 31)
  eq(lines[31], '...')
  eq(vim.fn.strchars(plain.text(('ä'):rep(100000))), 3000)
  eq(plain.line('a\n\n b', 80), 'a b')
  eq(plain.line(('ä'):rep(100), 10), 'ääääää ...')
  eq(plain.line(nil), 'nil')
end)

--- Returns what a status line with this format shows.
local function shown(format)
  return vim.api.nvim_eval_statusline(format, {}).str
end

for _, text in ipairs({
  '%{execute("let g:ran = 1")}',
  '%{%execute("let g:ran = 1")%}',
  '%!execute("let g:ran = 1")',
  '%@Run@x%X%#Error#%=%<',
  '%%{execute("let g:ran = 1")}',
  '5%%%-0{execute("let g:ran = 1")}',
  '%%#Error#%%%{%execute("let g:ran = 1")%}',
  'a\n%{execute("let g:ran = 1")}\27[2J',
}) do
  test('a status line runs nothing: ' .. vim.inspect(text), function()
    status.update(stub.status('local', { text = text }))
    for _, format in ipairs({
      "%{%v:lua.require'telemetry_ls'.status()%}",
      "%{v:lua.require'telemetry_ls'.status()}",
      "%{%v:lua.require'telemetry_ls'.status({'highlight': v:true})%}",
    }) do
      local line = shown(format)
      eq(vim.g.ran, nil, format)
      eq(line:find('%c'), nil)
      eq(#line > 0, true)
    end
    eq(shown(plugin.status({ highlight = true })), (plain.line(text, 80):gsub('%s+', ' ')))
  end)
end

test('a long text is shortened for the status line', function()
  status.update(stub.status('local', { text = ('x'):rep(1000) }))
  eq(#plugin.status(), 80)
end)

test('lualine shows percent signs as they are', function()
  package.preload['lualine.component'] = function()
    return {
      extend = function()
        return {}
      end,
    }
  end
  status.update(stub.status('local', { text = '%{execute("let g:ran = 1")} 5%' }))
  shown(dofile(vim.env.PLUGIN .. '/lua/lualine/components/telemetry_ls.lua').update_status())
  eq(vim.g.ran, nil)
end)

test('a page runs nothing', function()
  stub.install()
  local server = stub.begin()
  vim.cmd.GoTelemetry('explain')
  stub
    .await(server, 'workspace/textDocumentContent')
    .reply(nil, { text = '# x\n vim: set tw=7:\n\27[2J' })
  check.await('the text', function()
    return vim.fn.getline(1) == '# x'
  end)
  eq(vim.bo.modeline, false)
  eq(vim.bo.textwidth, 0)
end)

test('a question is plain text too', function()
  local server = stub.current()
  stub.ask(server, 'window/showMessageRequest', {
    type = 3,
    message = 'Which\27[2J?',
    actions = { { title = 'On\27[31m\n' }, { title = 'Off' } },
  })
  has(stub.await_told('Which?[2J?').text, ':GoTelemetry choose')
  vim.cmd.GoTelemetry('choose')
  eq(stub.selector.options.prompt, 'Which?[2J?')
  eq(stub.selector.options.format_item(stub.selector.items[1]), 'On?[31m ')
end)
