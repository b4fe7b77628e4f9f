--- Finds programs by name. No other module may do that, because an open repository must
--- not decide which program runs.
local workspace = require('telemetry_ls.workspace')

local M = {}

--- The values of PATH and PATHEXT, and the kind of system.
---@class (exact) telemetry_ls.SearchPath
---@field path string
---@field extensions string
---@field windows boolean

---@return telemetry_ls.SearchPath
local function search_path()
  return {
    path = vim.env.PATH or '',
    extensions = vim.env.PATHEXT or '',
    windows = vim.fn.has('win32') == 1,
  }
end

--- Returns the directories of PATH, in order. It skips an empty or relative entry, which
--- depends on the current directory.
---@param search telemetry_ls.SearchPath
---@return string[]
function M.folders(search)
  local folders = {}
  for _, entry in ipairs(vim.split(search.path, search.windows and ';' or ':')) do
    entry = search.windows and entry:gsub('"', '') or entry
    if workspace.is_absolute(entry, search.windows) then
      table.insert(folders, entry)
    end
  end
  return folders
end

--- Returns the possible file names of a program.
---@param name string
---@param search telemetry_ls.SearchPath
---@return string[]
function M.files(name, search)
  if not search.windows then
    return { name }
  end
  local extensions = search.extensions ~= '' and search.extensions or '.COM;.EXE;.BAT;.CMD'
  local files = {}
  for _, extension in ipairs(vim.split(extensions:lower(), ';')) do
    if extension:find('^%.%w+$') then
      table.insert(files, name .. extension)
    end
  end
  return files
end

--- Reports whether a file is executable.
---@param file string
---@return boolean
function M.can_run(file)
  local stat = vim.uv.fs_stat(file)
  return stat ~= nil and stat.type == 'file' and vim.uv.fs_access(file, 'X') == true
end

--- Finds the first program with this name on PATH that is not in an open workspace.
---@param name string without extension
---@return string? file
---@return string? passed_over the first program that was skipped because it is in a workspace
function M.find(name)
  local search, roots, passed_over = search_path(), workspace.roots(), nil
  for _, folder in ipairs(M.folders(search)) do
    for _, file in ipairs(M.files(name, search)) do
      file = folder:gsub('[/\\]*$', '/') .. file
      if M.can_run(file) then
        if not workspace.leads_inside(file, roots) then
          return file
        end
        passed_over = passed_over or file
      end
    end
  end
  return nil, passed_over
end

return M
