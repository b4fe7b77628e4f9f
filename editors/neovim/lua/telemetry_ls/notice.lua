--- Messages to the user that never stop them: Neovim's own notifications wait
--- for Enter as soon as they are wider than the screen. Such a text gets a small
--- window in the corner, and :messages has it too. Where a plugin shows
--- notifications, it shows all of ours. All of them are plain text.
local M = {}

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

local message_highlights = {
  [vim.log.levels.ERROR] = 'ErrorMsg',
  [vim.log.levels.WARN] = 'WarningMsg',
}

--- Keeps text for :messages, in lines that fit: a longer one would wait for Enter,
--- and so would the second of two errors.
local function remember(text, level)
  local space = math.max(10, vim.v.echospace)
  for _, line in ipairs(require('telemetry_ls.float').wrap(text, space)) do
    while line ~= '' do
      local part = vim.fn.printf(('%%.%dS'):format(space), line)
      vim.cmd.redraw()
      vim.api.nvim_echo({ { part, message_highlights[level] } }, true, {})
      line = line:sub(#part + 1)
    end
  end
end

--- Shows a text in the corner; that a question waits stays on the last line.
local function show_in_corner(whole, text, level, question)
  require('telemetry_ls.float').show(whole, highlight_of(level))
  local height = vim.o.cmdheight
  vim.o.cmdheight = math.max(1, height)
  remember(text, level)
  if question and height > 0 and fits(question.line) then
    say(question.line, level)
  else
    vim.api.nvim_echo({ { '' } }, false, {})
  end
  vim.o.cmdheight = height
end

--- Shows text, and how to answer it where it is a question.
---@param text string
---@param level integer
---@param question? { how: string, line: string }
local function display(text, level, question)
  local whole = question and text .. '\n' .. question.how or text
  if not is_plain_notify() or not has_screen() then
    return vim.notify(whole, level, { title = 'Go telemetry' })
  end
  if fits(whole) then
    return say(whole, level)
  end
  show_in_corner(whole, text, level, question)
end

local function display_when_free(text, level, question)
  text = require('telemetry_ls.plain').text(text)
  vim.schedule(function()
    when_free(function()
      display(text, level, question)
    end)
  end)
end

--- Shows text to the user.
---@param text string
---@param level? integer of vim.log.levels
function M.show(text, level)
  display_when_free(text, level or vim.log.levels.INFO)
end

--- Says what went wrong.
---@param problem string
---@param level? integer of vim.log.levels; an error by default
function M.fail(problem, level)
  M.show(require('telemetry_ls.problem').text(problem), level or vim.log.levels.ERROR)
end

local levels = {
  vim.log.levels.ERROR,
  vim.log.levels.WARN,
  vim.log.levels.INFO,
  vim.log.levels.DEBUG,
}

---@class telemetry_ls.Meaning what a question or a message of the server is about
---@field kind? string
---@field again? boolean the question comes back after the user read about it
---@field lead? string the text without the facts
---@field facts? string[] about the mode on

---@class telemetry_ls.Message the params of window/showMessage, or of a question
---@field type integer
---@field message string
---@field goTelemetry? telemetry_ls.Meaning

--- The text of a message: with the facts, if it brings any.
---@param params telemetry_ls.Message
---@return string
function M.wording(params)
  local about = params.goTelemetry
  if type(about) ~= 'table' or type(about.facts) ~= 'table' or not about.lead then
    return params.message
  end
  return table.concat(vim.list_extend({ about.lead }, about.facts), ' ')
end

--- Shows what the server says by window/showMessage.
---@param params telemetry_ls.Message
function M.message(params)
  M.show(M.wording(params), levels[params.type])
end

--- Shows a question that waits, and how to answer it.
---@param text string
---@param offers_undo boolean it tells of something done, and offers to change that
function M.question(text, offers_undo)
  local question = offers_undo
      and {
        how = 'To change that, type :GoTelemetry choose',
        line = 'Go telemetry mode was set: :GoTelemetry choose',
      }
    or {
      how = 'To answer, type :GoTelemetry choose',
      line = 'Go telemetry has a question: :GoTelemetry choose',
    }
  display_when_free(text, vim.log.levels.INFO, question)
end

return M
