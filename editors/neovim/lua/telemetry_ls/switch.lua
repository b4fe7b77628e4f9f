--- Tells the user the result of each switch made in this Neovim, such as by a command, a
--- code action or the question. Start reading at M.on_outgoing.
local gopls = require('telemetry_ls.gopls')
local plain = require('telemetry_ls.plain')
local status = require('telemetry_ls.status')

local M = {}

--- The maximum number of programs that a message names.
local most_named = 4

--- A Status that comes later than this after an answer is not its result.
local follows_within_ms = 10 * 1000

---@class telemetry_ls.Program
---@field program string such as 'golang.org/x/tools/gopls'
---@field pid integer
---@field version string

---@param program telemetry_ls.Program
local function name_of(program)
  return plain.line(program.program:match('[^/]*$'):gsub('[^%w._+~-]', '?'), 32)
end

--- Lists the names of the programs, each once.
---@param programs telemetry_ls.Program[]
---@return string
function M.names(programs)
  local names, seen = {}, {}
  for _, program in ipairs(programs) do
    local name = name_of(program)
    if not seen[name] then
      seen[name] = true
      table.insert(names, name)
    end
  end
  if #names > most_named then
    local more = ('%d more'):format(#names - most_named)
    names = vim.list_slice(names, 1, most_named)
    table.insert(names, more)
  end
  local last = table.remove(names)
  return #names > 0 and table.concat(names, ', ') .. ' and ' .. last or last
end

--- Reports whether one of the programs is gopls and this Neovim runs a gopls.
---@param programs telemetry_ls.Program[]
local function can_restart(programs)
  return #gopls.clients() > 0
    and vim.iter(programs):any(function(program)
      return name_of(program) == 'gopls'
    end)
end

--- Calls done with a text about the programs that keep counting, or with nil if there are
--- none.
---@param done fun(text?: string)
local function still_counting(done)
  require('telemetry_ls.client').execute('running', nil, function(problem, found)
    if problem or not found.supported then
      return done(
        'Programs that are already running keep counting until they are restarted, '
          .. 'or until their week ends at the latest.'
      )
    elseif #found.programs == 0 then
      return done(nil)
    end
    local text = ('Still counting until restarted: %s.'):format(M.names(found.programs))
    if can_restart(found.programs) then
      text = text .. '\nTo restart gopls here, type :GoTelemetry restart-gopls'
    end
    done(text)
  end)
end

local function say(text, more)
  require('telemetry_ls.notice').show(text .. (more and '\n' .. more or ''))
end

--- Shows the result of a switch. The server explains a switch to on.
---@param before? telemetry_ls.Status
---@param now telemetry_ls.Status
local function tell(before, now)
  local text = now.text .. (now.chosen and '' or ' (default)')
  if now.mode == 'off' then
    still_counting(function(more)
      say(text, more)
    end)
  elseif before and before.mode == 'off' then
    if now.mode ~= 'on' then
      say(text, 'Programs that are already running follow once they are restarted.')
    end
  elseif now.mode ~= 'on' then
    say(text)
  end
end

local function is_change(before, now)
  return not before or before.mode ~= now.mode or before.chosen ~= now.chosen
end

--- The commands that switch the mode. The value is whether a message follows even if
--- nothing changed.
local answers = {
  ['telemetry-ls.setMode'] = true,
  ['telemetry-ls.undoSwitch'] = true,
  ['telemetry-ls.chooseMode'] = false,
}

--- The number of unanswered chooseMode requests. Their answers contain the new mode.
local choosing = 0

--- Sees each request to the server, including those of code actions.
---@param method string
---@param params any
---@return fun(err: any, result: any)? answered to be called with the answer
function M.on_outgoing(method, params)
  if method ~= 'workspace/executeCommand' or answers[params.command] == nil then
    return nil
  end
  if vim.tbl_get(params, 'arguments', 1, 'ifUnchosen') then
    return nil -- the server announces the default mode
  end
  local before, always = status.get(), answers[params.command]
  choosing = choosing + (always and 0 or 1)
  return function(err, result)
    choosing = choosing - (always and 0 or 1)
    if not err and type(result) == 'table' and (always or is_change(before, result)) then
      status.update(result)
      tell(before, status.get())
    end
  end
end

---@type { before: telemetry_ls.Status?, until_ms: integer }?
local expected

--- Notes that the user answered a question that they did not request, so the next change
--- is its result.
function M.expect()
  if choosing > 0 then
    return
  end
  expected = { before = status.get(), until_ms = vim.uv.now() + follows_within_ms }
end

--- Handles a Status that the server sent.
---@param params table
function M.on_status(params)
  status.update(params)
  local now = status.get()
  if not expected or not now or not is_change(expected.before, now) then
    return
  end
  local before, late = expected.before, vim.uv.now() > expected.until_ms
  expected = nil
  if not late and (not before or before.mode ~= now.mode) then
    tell(before, now)
  end
end

--- Forgets pending switches, because the server is gone.
function M.forget()
  choosing, expected = 0, nil
end

--- Restarts gopls and, if the mode is off, names the programs that still count. This is
--- :GoTelemetry restart-gopls.
function M.restart_gopls()
  local notice = require('telemetry_ls.notice')
  if #gopls.clients() == 0 then
    return notice.fail('gopls is not running in this Neovim', vim.log.levels.WARN)
  end
  gopls.restart(function(problem)
    if problem then
      return notice.fail(problem)
    end
    local now = status.get()
    if now and now.mode == 'off' then
      return still_counting(function(more)
        say('Go telemetry: gopls was restarted.', more)
      end)
    end
    say('Go telemetry: gopls was restarted.')
  end)
end

return M
