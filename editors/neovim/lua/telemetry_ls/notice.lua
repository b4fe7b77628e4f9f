--- Messages that never interrupt the user. Neovim's notifications wait for Enter if they
--- are wider than the screen. Such a text gets a small window in the corner, and is also
--- in :messages. If a plugin shows notifications, it shows all of these. All messages
--- are plain text.
local M = {}

--- Reports whether vim.notify is still Neovim's. Neovim's Lua code is built in, so its
--- source has a name without a path, or no name.
local function is_plain_notify()
  local source = debug.getinfo(vim.notify, 'S').source
  return source == '?' or source == '=?' or vim.startswith(source, '@vim/')
end

--- Reports whether there is a screen, on which a long message would interrupt a user.
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

--- Shows one line at the bottom of the screen, without scrolling.
local function say(text, level)
  vim.cmd.redraw()
  vim.notify(text, level)
end

--- Runs fn when the user is neither on the command line nor at the prompt of another
--- message, because showing something there would disturb them.
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

--- Adds text to :messages, in lines that fit and with a redraw before each. A longer line
--- would wait for Enter, and so would the second of two errors.
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

--- Shows a text in the corner. If it is a question, the last line says that it waits.
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

--- Shows text and, if it is a question, how to answer it.
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

--- Shows an error.
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

---@class telemetry_ls.Meaning describes a question or message of the server
---@field kind? string
---@field again? boolean the question comes back after the user asked for details
---@field lead? string the text without the facts
---@field facts? string[] facts about the mode on

---@class telemetry_ls.Message the params of window/showMessage or of a question
---@field type integer
---@field message string
---@field goTelemetry? telemetry_ls.Meaning

--- Returns the text of a message, with its facts if it has any.
---@param params telemetry_ls.Message
---@return string
function M.wording(params)
  local about = params.goTelemetry
  if type(about) ~= 'table' or type(about.facts) ~= 'table' or not about.lead then
    return params.message
  end
  return table.concat(vim.list_extend({ about.lead }, about.facts), ' ')
end

--- Shows a message that the server sent through window/showMessage.
---@param params telemetry_ls.Message
function M.message(params)
  M.show(M.wording(params), levels[params.type])
end

--- Shows a pending question, and how to answer it.
---@param text string
---@param offers_undo boolean whether it announces a change, and offers to undo it
function M.question(text, offers_undo)
  local question = offers_undo
      and {
        how = 'To change that, type :GoTelemetry choose',
        line = 'Go telemetry mode was set; to change it: :GoTelemetry choose',
      }
    or {
      how = 'To answer, type :GoTelemetry choose',
      line = 'Go telemetry has a question: :GoTelemetry choose',
    }
  display_when_free(text, vim.log.levels.INFO, question)
end

return M
