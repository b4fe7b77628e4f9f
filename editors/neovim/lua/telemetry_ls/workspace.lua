--- The open workspaces. A repository controls their content, so the plugin runs no program
--- from there. Start reading at M.roots and M.leads_inside.
local M = {}

local windows = vim.fn.has('win32') == 1

--- A directory that contains one of these is a workspace.
local markers = { '.git', '.hg', '.svn', '.jj', 'go.work', 'go.mod' }

--- A path with more links than this is treated as a loop.
local most_links = 40

--- Reports whether a path is absolute. On Windows, `\bin` and `C:bin` depend on the current
--- directory.
---@param path string
---@param on_windows? boolean
---@return boolean
function M.is_absolute(path, on_windows)
  if on_windows == nil then
    on_windows = windows
  end
  if on_windows then
    return path:find('^%a:[/\\]') ~= nil or path:find('^[/\\][/\\]') ~= nil
  end
  return vim.startswith(path, '/')
end

local ignores_case = windows or vim.fn.has('mac') == 1

--- Returns the path in a form that can be compared.
local function comparable(path)
  path = windows and vim.fs.normalize(path) or path
  return ignores_case and path:lower() or path
end

--- Returns each location on a path while following links; the last is the real path. If the
--- links form a loop, it returns nil.
---@param path string absolute
---@return string[]?
local function way_of(path)
  if windows then
    return { comparable(path), comparable(vim.uv.fs_realpath(path) or path) }
  end
  local at, way, links = '/', { '/' }, 0
  local rest = vim.split(path, '/', { trimempty = true })
  while #rest > 0 do
    local name = table.remove(rest, 1)
    if name == '..' then
      at = vim.fs.dirname(at)
    elseif name ~= '.' and name ~= '' then
      local next_place = (at == '/' and '' or at) .. '/' .. name
      local target = vim.uv.fs_readlink(next_place)
      if target then
        links = links + 1
        if links > most_links then
          return nil
        end
        rest = vim.list_extend(vim.split(target, '/', { trimempty = true }), rest)
        table.insert(way, comparable(next_place))
        at = vim.startswith(target, '/') and '/' or at
      else
        at = next_place
      end
    end
    table.insert(way, comparable(at))
  end
  return way
end

---@param path string
---@param root string
local function is_inside(path, root)
  return path == root or vim.startswith(path, root == '/' and root or root .. '/')
end

--- Reports whether a path is in one of the roots, or leads to or through one by links. A loop
--- of links counts as inside.
---@param path string absolute
---@param roots string[]
---@return boolean
function M.leads_inside(path, roots)
  local way = way_of(path)
  if #roots == 0 or not way then
    return #roots > 0
  end
  for _, place in ipairs(way) do
    for _, root in ipairs(roots) do
      if is_inside(place, root) then
        return true
      end
    end
  end
  return false
end

--- Returns the real path of a directory, or nil if it can't be a workspace: the home
--- directory and the directories above it contain the user's programs.
---@param dir string
---@return string?
local function root_of(dir)
  if not M.is_absolute(dir) then
    return nil
  end
  local real = comparable(vim.uv.fs_realpath(dir) or vim.fs.normalize(dir))
  local home = vim.uv.os_homedir()
  if home and M.is_absolute(home) then
    home = comparable(vim.uv.fs_realpath(home) or home)
    if is_inside(home, real) then
      return nil
    end
  end
  return vim.fs.dirname(real) ~= real and real or nil
end

local function has_marker(dir)
  return vim.iter(markers):any(function(marker)
    return vim.uv.fs_lstat(dir .. '/' .. marker) ~= nil
  end)
end

--- Returns the workspace that contains a directory: the outermost directory with a marker,
--- or the directory itself if none has one.
---@param dir string
---@return string?
local function around(dir)
  dir = vim.uv.fs_realpath(dir) or dir
  local outermost = root_of(dir)
  while vim.fs.dirname(dir) ~= dir do
    outermost = has_marker(dir) and root_of(dir) or outermost
    dir = vim.fs.dirname(dir)
  end
  return outermost
end

--- Returns the current directories. Each window may have a different one.
local function current_dirs()
  local dirs = { vim.fn.getcwd(-1, -1) }
  table.insert(dirs, vim.uv.cwd())
  for tab = 1, vim.fn.tabpagenr('$') do
    for win = 1, vim.fn.tabpagewinnr(tab, '$') do
      table.insert(dirs, vim.fn.getcwd(win, tab))
    end
  end
  return dirs
end

--- Returns the directories of the open files, by name and by real path.
local function folders_of_buffers()
  local folders = {}
  for _, buf in ipairs(vim.api.nvim_list_bufs()) do
    local name = vim.api.nvim_buf_get_name(buf)
    if M.is_absolute(name) then
      for _, path in ipairs({ name, vim.uv.fs_realpath(name) }) do
        table.insert(folders, vim.fn.isdirectory(path) == 1 and path or vim.fs.dirname(path))
      end
    end
  end
  return folders
end

--- Returns the roots of the running language servers.
local function roots_of_clients()
  local roots = {}
  local clients = package.loaded['vim.lsp'] and vim.lsp.get_clients() or {}
  for _, client in ipairs(clients) do
    local root = client.config.root_dir
    table.insert(roots, type(root) == 'string' and root or nil)
    for _, folder in ipairs(client.workspace_folders or {}) do
      local ok, dir = pcall(vim.uri_to_fname, folder.uri)
      table.insert(roots, ok and dir or nil)
    end
  end
  return roots
end

--- Returns the real paths of the workspaces that contain the directories.
---@param dirs string[]
---@return string[]
function M.roots_of(dirs)
  local seen, roots = {}, {}
  for _, dir in ipairs(dirs) do
    if not seen[dir] then
      seen[dir] = true
      table.insert(roots, root_of(dir))
      table.insert(roots, around(dir))
    end
  end
  return roots
end

--- Returns the real paths of the open workspaces.
---@return string[]
function M.roots()
  local dirs = current_dirs()
  vim.list_extend(dirs, roots_of_clients())
  return M.roots_of(vim.list_extend(dirs, folders_of_buffers()))
end

--- Returns an existing directory outside all workspaces, in which to start processes. A
--- program may look for other programs in its current directory.
---@return string?
function M.outside()
  local roots = M.roots()
  local own = vim.fs.normalize(vim.fn.stdpath('cache') --[[@as string]])
  for _, dir in ipairs({ vim.uv.os_homedir() or '', own, vim.env.SystemRoot or '/' }) do
    if M.is_absolute(dir) and vim.fn.isdirectory(dir) == 1 and not M.leads_inside(dir, roots) then
      return dir
    end
  end
end

return M
