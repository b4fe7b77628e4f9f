--- Text as it is shown: whatever it holds, it stays text. Nothing in it reaches the
--- terminal as a command, and it takes only so much of the screen.
local M = {}

local most_lines = 30
local most_characters = 3000

--- The longest text for a status line.
M.short = 80

--- What has no shape of its own shows as Vim shows it, as <9b> or <202e>.
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

--- A text of several lines.
---@param text any
---@return string
function M.text(text)
  -- Before each line is looked at, since a text may be very long.
  local lines = vim.split(tostring(text):sub(1, most_characters * 4), '\n', { plain = true })
  if #lines > most_lines then
    lines = vim.list_slice(lines, 1, most_lines)
    table.insert(lines, '...')
  end
  return cut(table.concat(vim.tbl_map(printable, lines), '\n'), most_characters)
end

--- A text of one line.
---@param text any
---@param most? integer characters
---@return string
function M.line(text, most)
  return cut((M.text(text):gsub('%s+', ' ')), most or most_characters)
end

return M
