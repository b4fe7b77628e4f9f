--- Messages to the user that never stop them: Neovim's own notifications wait
--- for Enter as soon as they are wider than the screen. Such a text gets a small
--- window in the corner, which takes no focus and no key, and closes by itself.
--- Where a plugin shows notifications, it shows all of ours.
local M = {}

local widest = 74

---@class (exact) telemetry_ls.Float
---@field win integer
---@field number integer
---@field text string

---@type telemetry_ls.Float?
local float

local count = 0

--- Whether notifications are still those of Neovim itself, whose own Lua is built
--- in: it has a name without a path, or none.
local function is_plain_notify()
  local source = debug.getinfo(vim.notify, 'S').source
  return source == '?' or source == '=?' or vim.startswith(source, '@vim/')
end

--- Whether somebody could be stopped by a long message.
local function has_screen()
  return #vim.api.nvim_list_uis() > 0
end

local function fits(text)
  return vim.o.cmdheight > 0
    and not text:find('\n')
    and vim.fn.strdisplaywidth(text) <= vim.v.echospace
end

--- Breaks text into lines of at most width cells, at spaces.
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

--- Closes the window in the corner.
function M.close()
  if float and vim.api.nvim_win_is_valid(float.win) then
    vim.api.nvim_win_close(float.win, true)
  end
  float = nil
end

--- Closes it if it shows that text, which is no longer so.
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

--- A corner on the right that is away from the cursor.
---@return vim.api.keyset.win_config
local function corner()
  local upper = vim.fn.screenrow() > vim.o.lines / 2
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

---@param text string
---@param highlight string
local function show_float(text, highlight)
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

local function highlight_of(level)
  if level == vim.log.levels.ERROR then
    return 'DiagnosticError'
  elseif level == vim.log.levels.WARN then
    return 'DiagnosticWarn'
  end
  return 'FloatBorder'
end

--- Says a line on the last line of the screen, without scrolling it.
local function say(text, level)
  vim.cmd.redraw()
  vim.notify(text, level)
end

--- Runs fn as soon as the user is not on the command line or before a message of
--- another's, where showing something would disturb them.
local function when_free(fn)
  if vim.v.vim_did_enter == 0 then
    vim.api.nvim_create_autocmd('VimEnter', { once = true, callback = vim.schedule_wrap(fn) })
    return
  end
  local mode = vim.api.nvim_get_mode().mode
  if not mode:find('^[cr!]') then
    return fn()
  end
  vim.api.nvim_create_autocmd('ModeChanged', {
    pattern = '*:[^cr!]*',
    once = true,
    callback = vim.schedule_wrap(function()
      when_free(fn)
    end),
  })
end

--- Shows text; short says the same on one line, for the message history.
local function display(text, level, short)
  if not is_plain_notify() or not has_screen() then
    return vim.notify(text, level, { title = 'Go telemetry' })
  end
  if fits(text) then
    return say(text, level)
  end
  show_float(text, highlight_of(level))
  if short and fits(short) then
    say(short, level)
  end
end

--- Shows text to the user.
---@param text string
---@param level? integer of vim.log.levels
function M.show(text, level)
  vim.schedule(function()
    when_free(function()
      display(text, level or vim.log.levels.INFO)
    end)
  end)
end

local levels = {
  vim.log.levels.ERROR,
  vim.log.levels.WARN,
  vim.log.levels.INFO,
  vim.log.levels.DEBUG,
}

--- Shows what the server says by window/showMessage.
---@param params { type: integer, message: string }
function M.message(params)
  M.show(params.message, levels[params.type])
end

--- Shows a question that waits, and how to answer it.
---@param text string
---@param offers_undo boolean it tells of something done, and offers to change that
function M.question(text, offers_undo)
  local how = offers_undo and 'To change that, type :GoTelemetry choose'
    or 'To answer, type :GoTelemetry choose'
  local short = offers_undo and 'Go telemetry has news: :GoTelemetry choose'
    or 'Go telemetry has a question: :GoTelemetry choose'
  vim.schedule(function()
    when_free(function()
      display(text .. '\n' .. how, vim.log.levels.INFO, short)
    end)
  end)
end

return M
