--- :GoTelemetry and its words.
local generated = require('telemetry_ls.generated')
local plain = require('telemetry_ls.plain')

local M = {}

---@class (exact) telemetry_ls.Word
---@field word string
---@field needs string the command of the server, without 'telemetry-ls.'
---@field run fun(argument?: string)
---@field argument? boolean it takes one

local function notice()
  return require('telemetry_ls.notice')
end

--- Runs a command of the server that switches; switch.lua says what it came to.
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
    notice().show('Go telemetry: you may be asked again')
  end)
end

local function document(name)
  return function()
    require('telemetry_ls.docs').open(name)
  end
end

---@type telemetry_ls.Word[]
M.words = {
  { word = 'on', needs = 'setMode', run = set('on') },
  { word = 'local', needs = 'setMode', run = set('local') },
  { word = 'off', needs = 'setMode', run = set('off') },
  { word = 'undo', needs = 'undoSwitch', run = undo },
  { word = 'status', needs = 'status', run = show_status },
  {
    word = 'choose',
    needs = 'chooseMode',
    run = function()
      require('telemetry_ls.prompt').choose()
    end,
  },
  { word = 'explain', needs = 'open', run = document('explanation') },
  { word = 'summary', needs = 'summary', run = document('summary') },
  { word = 'preview', needs = 'preview', run = document('preview') },
  { word = 'uploads', needs = 'preview', run = document('uploads') },
  { word = 'crashes', needs = 'summary', run = document('crashes') },
  { word = 'files', needs = 'files', run = document('files') },
  {
    word = 'clean',
    needs = 'clean',
    argument = true,
    run = function(before)
      require('telemetry_ls.clean').run(before)
    end,
  },
  { word = 'doctor', needs = 'doctor', run = document('doctor') },
  {
    word = 'restart-gopls',
    needs = 'running',
    run = function()
      require('telemetry_ls.switch').restart_gopls()
    end,
  },
  { word = 'reset-prompt', needs = 'resetPrompt', run = reset_prompt },
}

--- Words of before, which stay valid.
local aliases = { sent = 'uploads' }

--- The words whose command the server has.
---@return string[]
local function known()
  local commands = {}
  for _, command in ipairs(generated.commands) do
    commands[command.id] = true
  end
  local words = {}
  for _, word in ipairs(M.words) do
    if commands['telemetry-ls.' .. word.needs] then
      table.insert(words, word.word)
    end
  end
  return words
end

--- The words that begin with lead; nothing after a word.
---@param lead string
---@param line string the command line so far
---@return string[]
function M.complete(lead, line)
  if line:match('^%S+%s+%S+%s') then
    return {}
  end
  return vim.tbl_filter(function(word)
    return vim.startswith(word, lead)
  end, known())
end

--- Runs :GoTelemetry with what follows it.
---@param arguments string
function M.run(arguments)
  require('telemetry_ls.float').close()
  local wanted, argument = vim.trim(arguments):match('^(%S*)%s*(.*)$')
  wanted = aliases[wanted] or (wanted ~= '' and wanted or 'status')
  for _, word in ipairs(M.words) do
    if word.word == wanted and vim.list_contains(known(), wanted) then
      if argument ~= '' and not word.argument then
        return notice().fail(
          (':GoTelemetry %s takes no argument (got "%s")'):format(wanted, plain.line(argument, 40))
        )
      end
      return word.run(argument ~= '' and argument or nil)
    end
  end
  local expected = table.concat(known(), ', ')
  local bad = plain.line(wanted, 40)
  notice().fail(('unknown subcommand "%s"; expected one of %s'):format(bad, expected))
end

return M
