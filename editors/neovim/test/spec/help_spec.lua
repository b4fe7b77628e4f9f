local check = require('check')
local test, eq, has = check.test, check.eq, check.has

local help = table.concat(vim.fn.readfile(vim.env.PLUGIN .. '/doc/telemetry_ls.txt'), '\n')

test('each word of the command is in the help', function()
  for _, word in ipairs(require('telemetry_ls.command').words) do
    has(help, '*:GoTelemetry-' .. word.word .. '*')
  end
end)

test('each key of setup() is in the help', function()
  for name, key in pairs(require('telemetry_ls.config').keys) do
    has(help, '*telemetry_ls.' .. name .. '*')
    has(help:gsub('%s+', ' '), key.doc)
  end
end)

test('each setting of the server is in the help', function()
  for _, setting in ipairs(require('telemetry_ls.generated').settings) do
    has(help, setting.name)
  end
end)

test('each highlight group is in the help', function()
  for _, group in ipairs({ 'On', 'Local', 'Off', 'Problem' }) do
    has(help, '*hl-TelemetryLs' .. group .. '*')
  end
end)

test('lines fit', function()
  for _, line in ipairs(vim.split(help, '\n')) do
    eq(vim.fn.strdisplaywidth(line) <= 80, true, line)
  end
end)

-- The plugin includes the tags, because nothing generates them for an entry of 'runtimepath'.
test('the tags are up to date', function()
  local copy = vim.fn.tempname()
  vim.fn.mkdir(copy)
  vim.fn.writefile(vim.split(help, '\n'), copy .. '/telemetry_ls.txt')
  vim.cmd.helptags(copy)
  local stale = 'stale: nvim --clean +"helptags editors/neovim/doc" +q'
  eq(vim.fn.readfile(vim.env.PLUGIN .. '/doc/tags'), vim.fn.readfile(copy .. '/tags'), stale)
end)
