--- Questions of the server. One that the user did not ask for never opens a
--- selector, which would take the keys they are typing: it becomes a
--- notification, and waits for :GoTelemetry choose.
local plain = require('telemetry_ls.plain')

local M = {}

---@class (exact) telemetry_ls.Question
---@field text string
---@field actions { title: string }[]
---@field asked boolean it came of telemetry-ls.chooseMode
---@field answer fun(action?: { title: string }) sends the answer, nil for none

--- Questions that wait for an answer, the latest last: it is the one that the user
--- was told of.
---@type telemetry_ls.Question[]
local pending = {}

--- A telemetry-ls.chooseMode is under way, so that the next question is wanted.
local expected = false

---@type { title: string }
local another = { title = 'Choose a mode ...' }

--- Sees each request to the server, whoever sends it: a code action that chooses
--- comes by here too.
---@param method string
---@param params any
---@return function? answered is to be called with the answer
function M.on_outgoing(method, params)
  if method ~= 'workspace/executeCommand' or params.command ~= 'telemetry-ls.chooseMode' then
    return nil
  end
  expected = true
  return function()
    expected = false
  end
end

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

--- Answers nothing to a question that is idle, and takes it off the screen.
---@param question telemetry_ls.Question
local function drop(question)
  remove(question)
  require('telemetry_ls.float').withdraw(question.text)
  question.answer(nil)
end

--- Whether it tells of something done, and offers to take that back.
---@param question telemetry_ls.Question
local function is_announcement(question)
  return #question.actions == 1
end

--- Whether it is the one that comes by itself, and offers every mode.
---@param question telemetry_ls.Question
local function is_prompt(question)
  return not question.asked and #question.actions > 2
end

--- Opens a selector: only where the user just asked for one.
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

--- Whether the user is where they typed :GoTelemetry choose, not in the middle of
--- something else.
local function is_idle()
  local mode = vim.api.nvim_get_mode()
  return mode.mode == 'n' and not mode.blocking
end

--- Handles window/showMessageRequest. Neovim runs such handlers in a coroutine
--- and sends what they return, so that the answer may come as late as it likes.
function M.on_request(_, params)
  local notice = require('telemetry_ls.notice')
  if not params.actions or #params.actions == 0 then
    notice.message(params)
    return vim.NIL
  end
  local thread, is_main = coroutine.running()
  if not thread or is_main then
    return nil, vim.lsp.rpc.rpc_response_error(-32603, 'cannot ask here')
  end
  local answered = false
  local question ---@type telemetry_ls.Question
  question = {
    text = plain.text(params.message),
    actions = params.actions,
    asked = expected,
    answer = function(action)
      if not answered then
        answered = true
        if action and not question.asked then
          require('telemetry_ls.switch').expect()
        end
        vim.schedule(function()
          assert(coroutine.resume(thread, action or vim.NIL))
        end)
      end
    end,
  }
  if expected and is_idle() then
    vim.schedule(function()
      open(question)
    end)
  else
    announce(question)
  end
  expected = false
  return coroutine.yield()
end

--- The server takes back the question that it asked of itself, since a mode was
--- chosen; Neovim does not say which one is meant.
function M.on_cancel()
  for _, question in ipairs(vim.list_slice(pending)) do
    if is_prompt(question) then
      drop(question)
    end
  end
end

--- Opens the question that waits, or asks the server for one. This is
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

--- Drops what a deliberate switch has made idle: an offer to take back the one
--- before it.
function M.superseded()
  for _, question in ipairs(vim.list_slice(pending)) do
    if is_announcement(question) then
      drop(question)
    end
  end
end

--- Forgets everything, since the server is gone.
function M.forget()
  pending, expected = {}, false
end

return M
