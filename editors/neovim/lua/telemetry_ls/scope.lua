--- Decides which buffers the server may see: Go's own files, all other files in a folder
--- that has Go, and elsewhere only the files that name a setting of Go telemetry. Start
--- reading at M.decide.
local M = {}

--- The file types of Go's own files.
M.go_filetypes = { 'go', 'gomod', 'gowork', 'gosum', 'gotmpl' }

--- The file types of the other files in which people set telemetry.
-- stylua: ignore
M.other_filetypes = {
  'sh', 'bash', 'zsh', 'apkbuild', 'fish', 'ps1', 'dosbatch',
  'make', 'just', 'dockerfile', 'nix', 'groovy', 'systemd',
  'yaml', 'yaml.docker-compose', 'yaml.gitlab', 'json', 'jsonc', 'json5', 'toml',
  'template', 'smarty', 'jinja',
  'env', 'conf', 'dosini', 'jproperties',
  'python', 'javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'rust',
  'markdown', 'rmd', 'quarto', 'mdx',
}

--- How many levels below the root of a repository are searched for Go files, and how many
--- directories in all.
local levels = 3
local most_dirs = 200

--- Directories whose Go files belong to other projects.
local foreign = { ['.git'] = true, node_modules = true, vendor = true }

--- A larger file isn't checked.
local most_bytes = 2 * 1024 * 1024

--- Whether a directory has Go, or who waits for the answer.
---@type table<string, boolean | fun(yes: boolean)[]>
local has_go = {}

--- The buffers that the server may see.
---@type table<integer, boolean>
local accepted = {}

---@param buf integer
---@return boolean
local function is_go(buf)
  return vim.list_contains(M.go_filetypes, vim.bo[buf].filetype)
end

---@param buf integer
---@return boolean
local function names_telemetry(buf)
  if vim.api.nvim_buf_get_offset(buf, vim.api.nvim_buf_line_count(buf)) > most_bytes then
    return false
  end
  return vim.iter(vim.api.nvim_buf_get_lines(buf, 0, -1, false)):any(function(line)
    return line:find('GOTELEMETRY', 1, true) ~= nil or line:find('go telemetry', 1, true) ~= nil
  end)
end

--- Reports whether a file can hold a policy: that of a workspace, or that of the machine.
---@param file string
---@return boolean
local function is_policy(file)
  return vim.fs.basename(file) == '.telemetry-ls.json'
    or vim.endswith(vim.fs.normalize(file):lower(), '/telemetry-ls/policy.json')
end

local function is_go_name(name)
  return name == 'go.mod' or name == 'go.work' or vim.endswith(name, '.go')
end

--- Searches the directories in queue, from index at, for a Go file. Doesn't block.
---@param queue { path: string, below: integer }[]
---@param at integer
---@param done fun(found: boolean)
local function search(queue, at, done)
  local dir = queue[at]
  if not dir or at > most_dirs then
    return done(false)
  end
  vim.uv.fs_scandir(dir.path, function(_, entries)
    while entries do
      local name, kind = vim.uv.fs_scandir_next(entries)
      if not name then
        break
      elseif is_go_name(name) then
        return done(true)
      elseif kind == 'directory' and dir.below > 0 and not foreign[name] then
        table.insert(queue, { path = dir.path .. '/' .. name, below = dir.below - 1 })
      end
    end
    search(queue, at + 1, done)
  end)
end

--- Returns the directory that decides about a file, and how many levels below it count:
--- its repository, or its own directory.
---@param file string
---@return string dir
---@return integer below
local function folder_of(file)
  local repository = vim.fs.root(file, { '.git', '.hg', '.svn', '.jj' })
  if repository then
    return repository, levels
  end
  return vim.fs.dirname(file), 0
end

--- Reports whether a file is in a Go module that begins in its repository.
---@param file string
---@return boolean
local function is_in_module(file)
  local module = vim.fs.root(file, { 'go.work', 'go.mod' })
  local repository = vim.fs.root(file, '.git')
  return module ~= nil and (not repository or #module >= #repository)
end

--- Records whether a directory has Go, and tells those who wait for it.
---@param dir string
---@param yes boolean
local function settle(dir, yes)
  local waiting = has_go[dir]
  if type(waiting) == 'boolean' then
    waiting = nil
  end
  has_go[dir] = yes
  for _, done in ipairs(waiting or {}) do
    done(yes)
  end
end

--- Tells done, perhaps later, whether a folder around a file has Go. Looks only once.
---@param file string
---@param done fun(yes: boolean)
local function ask_folder(file, done)
  local dir, below = folder_of(file)
  local known = has_go[dir]
  if type(known) == 'boolean' then
    done(known)
  elseif known then
    table.insert(known, done)
  elseif is_in_module(file) then
    has_go[dir] = true
    done(true)
  else
    has_go[dir] = { done }
    search({ { path = dir, below = below } }, 1, function(found)
      vim.schedule(function()
        settle(dir, found or has_go[dir] == true)
      end)
    end)
  end
end

--- Reports whether it is decided that the server may see a buffer.
---@param buf integer
---@return boolean
function M.holds(buf)
  return is_go(buf) or accepted[buf] == true
end

--- Tells done, perhaps later, whether the server may see a buffer.
---@param buf integer
---@param done fun(yes: boolean)
function M.decide(buf, done)
  local function tell(yes)
    if vim.api.nvim_buf_is_valid(buf) then
      accepted[buf] = yes or nil
      done(yes)
    end
  end
  local file = vim.api.nvim_buf_get_name(buf)
  if is_go(buf) and file ~= '' then
    settle((folder_of(file)), true)
  end
  if M.holds(buf) or is_policy(file) or names_telemetry(buf) then
    tell(true)
  elseif file == '' then
    tell(false)
  else
    ask_folder(file, tell)
  end
end

return M
