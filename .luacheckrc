-- Neovim's Lua: LuaJIT with one global.
std = 'luajit'
globals = { 'vim' }
max_line_length = 100
codes = true

-- Written by `make generate`, one declaration a line.
files['**/generated.lua'] = { max_line_length = false }
