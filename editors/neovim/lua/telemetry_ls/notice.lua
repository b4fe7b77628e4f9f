--- Messages to the user that never stop them: Neovim's own notifications wait
--- for Enter as soon as they are wider than the screen. Such a text gets a small
--- window in the corner. Where a plugin shows notifications, it shows all of ours.
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

--- Shows text; short says the same on one line, for the message history.
local function display(text, level, short)
  if not is_plain_notify() or not has_screen() then
    return vim.notify(text, level, { title = 'Go telemetry' })
  end
  if fits(text) then
    return say(text, level)
  end
  require('telemetry_ls.float').show(text, highlight_of(level))
  if short and fits(short) then
    say(short, level)
  end
end

local function display_when_free(text, level, short)
  vim.schedule(function()
    when_free(function()
      display(text, level, short)
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
  display_when_free(text .. '\n' .. how, vim.log.levels.INFO, short)
end

return M
