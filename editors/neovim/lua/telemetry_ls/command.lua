--- :GoTelemetry and its subcommands, which the code calls words.
local generated = require('telemetry_ls.generated')
local plain = require('telemetry_ls.plain')

local M = {}

---@class (exact) telemetry_ls.Word
---@field word string
---@field page? string the page that it shows
---@field argument? string the name of its optional argument in the help
---@field aliases? string[] former names, which stay valid

local function notice()
  return require('telemetry_ls.notice')
end

--- Runs a server command that switches the mode. switch.lua tells the user the result.
---@param command string
---@param argument? table
local function switch(command, argument)
  require('telemetry_ls.prompt').superseded()
  require('telemetry_ls.client').execute(command, argument, function(problem, result)
    if problem then
      return notice().fail(problem)
    end
    require('telemetry_ls.status').update(result)
  end)
end

local function set(mode)
  return function()
    switch('setMode', { mode = mode })
  end
end

local function undo()
  switch('undoSwitch')
end

local function show_status()
  local status = require('telemetry_ls.status')
  require('telemetry_ls.client').execute('status', nil, function(problem, result)
    if problem then
      return notice().fail(problem)
    end
    status.update(result)
    local text = status.explain(status.get())
    if require('telemetry_ls.prompt').pending() then
      text = text .. '\nA question is waiting: :GoTelemetry choose'
    end
    notice().show(text)
  end)
end

local function reset_prompt()
  require('telemetry_ls.client').execute('resetPrompt', nil, function(problem)
    if problem then
      return notice().fail(problem)
    end
    notice().show('Go telemetry: the question can appear again')
  end)
end

--- The words. The Go packages internal/frontend and pages declare them.
---@type telemetry_ls.Word[]
M.words = generated.words

--- The actions of the words that don't show a page.
---@type table<string, fun(argument?: string)>
M.actions = {
  on = set('on'),
  ['local'] = set('local'),
  off = set('off'),
  undo = undo,
  status = show_status,
  choose = function()
    require('telemetry_ls.prompt').choose()
  end,
  clean = function(before)
    require('telemetry_ls.clean').run(before)
  end,
  ['restart-gopls'] = function()
    require('telemetry_ls.switch').restart_gopls()
  end,
  ['reset-prompt'] = reset_prompt,
}

--- Returns the words without their aliases.
---@return string[]
local function names()
  return vim.tbl_map(function(word)
    return word.word
  end, M.words)
end

--- Finds a word by its name or an alias.
---@param typed string
---@return telemetry_ls.Word?
local function find(typed)
  for _, word in ipairs(M.words) do
    if word.word == typed or vim.list_contains(word.aliases or {}, typed) then
      return word
    end
  end
end

--- Completes a word that begins with lead. It completes nothing after the first word.
---@param lead string
---@param line string the command line so far
---@return string[]
function M.complete(lead, line)
  if line:match('^%S+%s+%S+%s') then
    return {}
  end
  return vim.tbl_filter(function(word)
    return vim.startswith(word, lead)
  end, names())
end

--- Runs :GoTelemetry with its arguments.
---@param arguments string
function M.run(arguments)
  require('telemetry_ls.float').close()
  local wanted, argument = vim.trim(arguments):match('^(%S*)%s*(.*)$')
  wanted = wanted ~= '' and wanted or 'status'
  local word = find(wanted)
  if word then
    if argument ~= '' and not word.argument then
      return notice().fail(
        (':GoTelemetry %s takes no argument (got "%s")'):format(word.word, plain.line(argument, 40))
      )
    end
    if word.page then
      return require('telemetry_ls.pages').open(word.page)
    end
    return M.actions[word.word](argument ~= '' and argument or nil)
  end
  local expected = table.concat(names(), ', ')
  local bad = plain.line(wanted, 40)
  notice().fail(('unknown subcommand "%s"; expected one of %s'):format(bad, expected))
end

return M
