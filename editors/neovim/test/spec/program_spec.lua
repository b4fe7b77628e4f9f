local check = require('check')
local test, eq = check.test, check.eq

local program = require('telemetry_ls.program')
local workspace = require('telemetry_ls.workspace')

local function folders(path, windows)
  return program.folders({ path = path, extensions = '', windows = windows })
end

test('relative and empty entries of PATH are skipped', function()
  eq(folders('', false), {})
  eq(folders(':/a:.:./b:b:..:~/c:$HOME/d:/e:', false), { '/a', '/e' })
  eq(folders([[C:\a;;.;b;\c;C:d;"D:\e f";\\server\share;d:/g]], true), {
    [[C:\a]],
    [[D:\e f]],
    [[\\server\share]],
    'd:/g',
  })
end)

test('the extensions of Windows', function()
  local function files(extensions)
    return program.files('x', { path = '', extensions = extensions, windows = true })
  end
  eq(files(''), { 'x.com', 'x.exe', 'x.bat', 'x.cmd' })
  eq(files('.EXE;;..\\evil;.PS1'), { 'x.exe', 'x.ps1' })
  eq(program.files('x', { path = '', extensions = '.EXE', windows = false }), { 'x' })
end)

-- These tests start no program.
require('telemetry_ls').setup({ autostart = false })

local work = vim.uv.fs_realpath(vim.fn.fnamemodify(vim.fn.tempname(), ':h')) .. '/work'

local function make(path)
  vim.fn.mkdir(vim.fs.dirname(work .. '/' .. path), 'p')
  vim.fn.writefile({ '#!/bin/sh' }, work .. '/' .. path)
  vim.uv.fs_chmod(work .. '/' .. path, 493)
end

make('repo/bin/prog')
make('repo/go.mod')
make('tools/prog')
make('tools/folder/prog')

local cases_file = vim.env.PLUGIN .. '/../../testdata/workspace.json'
local cases = vim.json.decode(table.concat(vim.fn.readfile(cases_file), '\n'))
local ground = work .. '/ground'
for _, dir in ipairs(cases.dirs) do
  vim.fn.mkdir(ground .. '/' .. dir, 'p')
end
for _, file in ipairs(cases.files) do
  vim.fn.writefile({}, ground .. '/' .. file)
end
for link, target in pairs(cases.links) do
  vim.uv.fs_symlink((target:gsub('{root}', ground)), ground .. '/' .. link)
end

for _, case in ipairs(cases.cases) do
  test('inside a workspace or not, as in Go and VS Code: ' .. case.name, function()
    local home = vim.env.HOME
    vim.env.HOME = case.home or (ground .. '/home')
    local roots = workspace.roots_of(vim.tbl_map(function(folder)
      return ground .. '/' .. folder
    end, case.folders))
    local inside = workspace.leads_inside(ground .. '/' .. case.path, roots)
    vim.env.HOME = home
    eq(inside, case.inside)
  end)
end

local function find(path, file)
  vim.env.PATH = path
  vim.cmd.edit(file)
  local found, passed_over = program.find('prog')
  vim.cmd('%bwipeout!')
  return found, passed_over
end

test('a program outside, with a file of the repository open', function()
  vim.env.HOME = work .. '/home'
  vim.fn.mkdir(vim.env.HOME)
  local repo, tools = work .. '/repo/bin', work .. '/tools'
  eq({ find(repo .. ':' .. tools, work .. '/repo/sub/new/a.go') }, { tools .. '/prog' })
  eq({ find(repo, work .. '/repo/a.go') }, { nil, repo .. '/prog' })
  eq({ find(tools .. '/folder:' .. repo, work .. '/elsewhere/a.go') }, { tools .. '/folder/prog' })
end)

test('files that are not executable are skipped', function()
  vim.fn.mkdir(work .. '/dirs/prog', 'p')
  make('plain/prog')
  vim.uv.fs_chmod(work .. '/plain/prog', 420)
  eq({ find(work .. '/dirs:' .. work .. '/plain', 'a.go') }, {})
end)

test('the home directory and those above it are not workspaces', function()
  local tools = work .. '/tools'
  vim.uv.fs_symlink(work, work .. '/../other-name')
  for _, home in ipairs({ work, work .. '/home', work .. '/../other-name' }) do
    vim.env.HOME = home
    vim.cmd.cd(work)
    eq(find(tools, work .. '/a.go'), tools .. '/prog', home)
  end
  vim.env.HOME = work .. '/home'
  vim.cmd.cd(tools)
  eq(find(tools, work .. '/home/a.go'), nil, 'the current directory')
  vim.cmd.cd('/')
  vim.cmd.lcd(tools)
  eq(find(tools, work .. '/home/a.go'), nil, 'the directory of a window')
  vim.cmd.cd('/')
end)

test('the plugin starts processes outside the workspaces', function()
  vim.env.HOME = work .. '/home'
  eq(workspace.outside(), work .. '/home')
  vim.env.HOME = work .. '/nowhere'
  local dir = workspace.outside()
  eq(vim.fn.isdirectory(dir), 1)
  eq(workspace.leads_inside(dir, { work }), false)
end)
