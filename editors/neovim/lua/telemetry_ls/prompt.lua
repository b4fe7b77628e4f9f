--- Questions of the server. One that the user did not request never opens a selector,
--- because that would take the keys that they type. It becomes a notification, and waits
--- for :GoTelemetry choose.
local plain = require('telemetry_ls.plain')

local M = {}

---@alias telemetry_ls.Action { title: string, mode?: string }

---@class (exact) telemetry_ls.Question
---@field text string
---@field actions telemetry_ls.Action[]
---@field about telemetry_ls.Meaning
---@field answer fun(action?: telemetry_ls.Action) sends the answer, or nil for no answer

--- The pending questions, the latest last. A notification showed the latest to the user
--- most recently.
---@type telemetry_ls.Question[]
local pending = {}

---@type telemetry_ls.Action
local another = { title = 'Choose a mode...' }

---@return telemetry_ls.Question?
function M.pending()
  return pending[#pending]
end

local function remove(question)
  for i, other in ipairs(pending) do
    if other == question then
      return table.remove(pending, i)
    end
  end
end

--- Dismisses a question that no longer applies, and removes it from the screen.
---@param question telemetry_ls.Question
local function drop(question)
  remove(question)
  require('telemetry_ls.float').withdraw(question.text)
  question.answer(nil)
end

--- Reports whether the question announces a default, and offers to undo it.
---@param question telemetry_ls.Question
local function is_announcement(question)
  return question.about.kind == 'default'
end

--- Reports whether the question is the prompt, which the user did not request.
---@param question telemetry_ls.Question
local function is_prompt(question)
  return question.about.kind == 'prompt'
end

--- Reports whether the user requested the question, through telemetry-ls.chooseMode.
---@param question telemetry_ls.Question
local function is_wanted(question)
  return question.about.kind == 'choose'
end

--- Opens a selector. Call it only if the user just requested one.
---@param question telemetry_ls.Question
local function open(question)
  local actions = vim.list_slice(question.actions)
  if is_announcement(question) then
    table.insert(actions, another)
  end
  vim.ui.select(actions, {
    prompt = question.text,
    kind = 'telemetry_ls',
    format_item = function(action)
      return plain.line(action.title)
    end,
  }, function(action)
    if action == another then
      question.answer(nil)
      return M.choose()
    end
    question.answer(action)
  end)
end

---@param question telemetry_ls.Question
local function announce(question)
  table.insert(pending, question)
  require('telemetry_ls.notice').question(question.text, is_announcement(question))
end

--- Reports whether the user is still in normal mode, where they typed
--- :GoTelemetry choose, and not doing something else.
local function is_idle()
  local mode = vim.api.nvim_get_mode()
  return mode.mode == 'n' and not mode.blocking
end

--- Handles window/showMessageRequest. Neovim runs the handler in a coroutine and sends what
--- it returns, so the answer can come at any later time.
function M.on_request(_, params)
  local notice = require('telemetry_ls.notice')
  if not params.actions or #params.actions == 0 then
    notice.message(params)
    return vim.NIL
  end
  local thread, is_main = coroutine.running()
  if not thread or is_main then
    return nil, vim.lsp.rpc.rpc_response_error(-32603, 'cannot show a question outside a coroutine')
  end
  local answered = false
  local question ---@type telemetry_ls.Question
  question = {
    text = plain.text(notice.wording(params)),
    actions = params.actions,
    about = type(params.goTelemetry) == 'table' and params.goTelemetry or {},
    answer = function(action)
      if not answered then
        answered = true
        if action and action.mode and not is_wanted(question) then
          require('telemetry_ls.switch').expect()
        end
        vim.schedule(function()
          assert(coroutine.resume(thread, action or vim.NIL))
        end)
      end
    end,
  }
  -- A question that comes back must not cover the page that the user opened from it.
  if is_wanted(question) and not question.about.again and is_idle() then
    vim.schedule(function()
      open(question)
    end)
  else
    announce(question)
  end
  return coroutine.yield()
end

--- Drops the prompt, which the server withdraws when a mode was chosen. Neovim doesn't say
--- which request was canceled.
function M.on_cancel()
  for _, question in ipairs(vim.list_slice(pending)) do
    if is_prompt(question) then
      drop(question)
    end
  end
end

--- Opens the pending question, or requests one from the server. This is
--- :GoTelemetry choose.
function M.choose()
  local question = table.remove(pending)
  if question then
    return open(question)
  end
  require('telemetry_ls.client').execute('chooseMode', nil, function(problem, result)
    if problem then
      return require('telemetry_ls.notice').fail(problem)
    end
    require('telemetry_ls.status').update(result)
  end)
end

--- Drops an offer to undo a default, after the user switches the mode.
function M.superseded()
  for _, question in ipairs(vim.list_slice(pending)) do
    if is_announcement(question) then
      drop(question)
    end
  end
end

--- Forgets all questions, because the server is gone.
function M.forget()
  pending = {}
end

return M
