local check = require('check')
local test, eq, await = check.test, check.eq, check.await

local scope = require('telemetry_ls.scope')

--- Writes files, given by path and lines, and returns their directory.
local function project(files)
  local dir = assert(vim.uv.fs_realpath(vim.fn.fnamemodify(vim.fn.tempname(), ':h')))
  dir = dir .. '/project' .. vim.uv.hrtime()
  for path, lines in pairs(files) do
    vim.fn.mkdir(vim.fs.dirname(dir .. '/' .. path), 'p')
    vim.fn.writefile(lines, dir .. '/' .. path)
  end
  return dir
end

--- Opens a file, and reports whether the server may see it.
local function seen(path)
  vim.cmd.edit(path)
  local buf, answer = vim.api.nvim_get_current_buf(), nil
  scope.decide(buf, function(yes)
    answer = yes
  end)
  await('the decision', function()
    return answer ~= nil
  end)
  eq(scope.holds(buf), answer)
  return answer
end

local git = { ['.git/HEAD'] = {} }
local script = { ['scripts/build.sh'] = { 'make' } }

local function with(...)
  return vim.tbl_extend('force', git, script, ...)
end

for _, path in ipairs({ 'go.mod', 'go.work', 'main.go', 'cmd/tool/main.go', 'a/b/c/go.mod' }) do
  test('a script in a repository with ' .. path, function()
    eq(seen(project(with({ [path] = {} })) .. '/scripts/build.sh'), true)
  end)
end

for _, path in ipairs({ 'README.md', 'vendor/a/a.go', 'node_modules/a/a.go', 'a/b/c/d/x.go' }) do
  test('a script in a repository with only ' .. path, function()
    eq(seen(project(with({ [path] = {} })) .. '/scripts/build.sh'), false)
  end)
end

test('a go.mod above the repository does not count', function()
  local dir = project({ ['go.mod'] = {}, ['app/.git/HEAD'] = {}, ['app/x.sh'] = { 'make' } })
  eq(seen(dir .. '/app/x.sh'), false)
end)

test('outside a repository, only the own directory and a module around it count', function()
  eq(seen(project({ ['x.sh'] = {}, ['main.go'] = {} }) .. '/x.sh'), true)
  eq(seen(project({ ['a/x.sh'] = {}, ['go.mod'] = {} }) .. '/a/x.sh'), true)
  eq(seen(project({ ['x.sh'] = {}, ['a/main.go'] = {} }) .. '/x.sh'), false)
end)

test('a file that names telemetry', function()
  for _, line in ipairs({ 'export GOTELEMETRY=off', 'go telemetry off' }) do
    eq(seen(project({ ['.git/HEAD'] = {}, ['x.sh'] = { 'make', line } }) .. '/x.sh'), true, line)
  end
end)

test('a Go file shows that its folder has Go', function()
  local dir = project(with({ ['a/b/c/d/x.go'] = {} }))
  eq(seen(dir .. '/scripts/build.sh'), false)
  eq(seen(dir .. '/a/b/c/d/x.go'), true)
  eq(seen(dir .. '/scripts/build.sh'), true)
end)

test('a buffer without a file', function()
  vim.cmd.enew()
  local answers = {}
  local function answer(yes)
    table.insert(answers, yes)
  end
  scope.decide(vim.api.nvim_get_current_buf(), answer)
  vim.api.nvim_buf_set_lines(0, 0, -1, false, { 'GOTELEMETRY=off' })
  scope.decide(vim.api.nvim_get_current_buf(), answer)
  eq(answers, { false, true })
end)

test('a huge repository is searched only in part', function()
  local files = with({})
  for i = 1, 300 do
    files[('d%03d/README.md'):format(i)] = {}
  end
  local scanned, scandir = 0, vim.uv.fs_scandir
  vim.uv.fs_scandir = function(...)
    scanned = scanned + 1
    return scandir(...)
  end
  eq(seen(project(files) .. '/scripts/build.sh'), false)
  vim.uv.fs_scandir = scandir
  eq(scanned < 250, true, scanned .. ' directories')
end)

test('the file types of the files that the lint knows', function()
  local file = vim.env.PLUGIN .. '/../../testdata/lintfiles.json'
  local ours = vim.list_extend(vim.deepcopy(scope.go_filetypes), scope.other_filetypes)
  local missing = {}
  for _, pattern in ipairs(vim.json.decode(table.concat(vim.fn.readfile(file), '\n'))) do
    local name = pattern:gsub('%*', 'example')
    local buf = vim.api.nvim_create_buf(false, true)
    -- Neovim knows no type of some.
    local filetype = vim.filetype.match({ buf = buf, filename = '/project/' .. name })
    if filetype and not vim.list_contains(ours, filetype) then
      table.insert(missing, name .. ': ' .. filetype)
    end
  end
  eq(missing, {})
end)
