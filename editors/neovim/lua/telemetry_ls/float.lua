--- A small window in the corner for text that is too long for one line. It never takes
--- the focus or keys, and it closes by itself.
local M = {}

local widest = 74

---@class (exact) telemetry_ls.Float
---@field win integer
---@field number integer
---@field text string

---@type telemetry_ls.Float?
local float

local count = 0

--- Breaks text at spaces into lines of at most width cells. A longer word stays whole.
---@param text string
---@param width integer
---@return string[]
function M.wrap(text, width)
  local lines = {}
  for _, paragraph in ipairs(vim.split(text, '\n')) do
    local line = ''
    for word in paragraph:gmatch('%S+') do
      local longer = line == '' and word or (line .. ' ' .. word)
      if line ~= '' and vim.fn.strdisplaywidth(longer) > width then
        table.insert(lines, line)
        line = word
      else
        line = longer
      end
    end
    table.insert(lines, line)
  end
  return lines
end

function M.close()
  if float and vim.api.nvim_win_is_valid(float.win) then
    vim.api.nvim_win_close(float.win, true)
  end
  float = nil
end

--- Closes the window if it shows text that is no longer true.
---@param text string
function M.withdraw(text)
  if float and vim.startswith(float.text, text) then
    M.close()
  end
end

local function reading_time_ms(text)
  return 6000 + 50 * #text
end

local function close_later(number, after)
  vim.defer_fn(function()
    if float and float.number == number then
      M.close()
    end
  end, after)
end

--- Returns the screen row of the cursor, even if it is not drawn yet.
local function cursor_row()
  return vim.fn.screenpos(0, vim.fn.line('.'), vim.fn.col('.')).row
end

--- Places the window in a corner on the right, above or below the cursor, whichever has
--- more room. If both are equal, it is above, because the user reads on below.
---@return vim.api.keyset.win_config
local function corner()
  local row = cursor_row()
  local upper = row - 1 >= vim.o.lines - vim.o.cmdheight - row
  return {
    relative = 'editor',
    anchor = upper and 'NE' or 'SE',
    row = upper and 1 or vim.o.lines - vim.o.cmdheight - 1,
    col = vim.o.columns - 1,
    style = 'minimal',
    border = 'rounded',
    focusable = false,
    noautocmd = true,
    zindex = 60,
  }
end

--- Shows text, and replaces the text before it.
---@param text string
---@param highlight string the highlight group of the border
function M.show(text, highlight)
  M.close()
  local lines = M.wrap(text, math.max(10, math.min(widest, vim.o.columns - 6)))
  local width = 1
  for i, line in ipairs(lines) do
    lines[i] = ' ' .. line .. ' '
    width = math.max(width, vim.fn.strdisplaywidth(lines[i]))
  end
  local buf = vim.api.nvim_create_buf(false, true)
  vim.bo[buf].bufhidden = 'wipe'
  vim.api.nvim_buf_set_lines(buf, 0, -1, false, lines)
  local config = corner()
  config.width = width
  config.height = math.max(1, math.min(#lines, vim.o.lines - 6))
  local win = vim.api.nvim_open_win(buf, false, config)
  vim.wo[win].wrap = true
  vim.wo[win].winhighlight = 'FloatBorder:' .. highlight
  count = count + 1
  float = { win = win, number = count, text = text }
  close_later(count, reading_time_ms(text))
end

return M
