-- Neovim's Lua: LuaJIT with one global.
std = 'luajit'
globals = { 'vim' }
max_line_length = 100
codes = true
