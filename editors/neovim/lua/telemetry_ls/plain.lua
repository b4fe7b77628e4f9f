--- Makes text safe to show. Nothing in it reaches the terminal as a command, and its
--- length is limited.
local M = {}

local most_lines = 30
local most_characters = 3000

--- The longest text for a status line.
M.short = 80

--- Replaces unprintable characters. Most appear as Vim shows them, such as <9b> or <202e>.
local function printable(line)
  line = line:gsub('\r$', ''):gsub('\t', ' '):gsub('[%z\1-\31\127]', '?')
  return vim.fn.strtrans(line)
end

local function cut(text, most)
  if vim.fn.strchars(text) <= most then
    return text
  end
  return vim.fn.strcharpart(text, 0, most - 4) .. ' ...'
end

--- Makes text of several lines plain.
---@param text any
---@return string
function M.text(text)
  -- Cut first: a text may be too long to check each line.
  local lines = vim.split(tostring(text):sub(1, most_characters * 4), '\n', { plain = true })
  if #lines > most_lines then
    lines = vim.list_slice(lines, 1, most_lines)
    table.insert(lines, '...')
  end
  return cut(table.concat(vim.tbl_map(printable, lines), '\n'), most_characters)
end

--- Makes text plain, on one line.
---@param text any
---@param most? integer characters
---@return string
function M.line(text, most)
  return cut((M.text(text):gsub('%s+', ' ')), most or most_characters)
end

return M
