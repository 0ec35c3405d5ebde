-- Neovim as a writer uses it: opens articles, types, looks at diagnostics, applies an
-- action, follows a place, edits a rule. Run by tests/neovim.rs, which gives the program
-- (FACTLINT), a folder (WORKSPACE) and a file for the screen (SCREEN).

local workspace = vim.env.WORKSPACE
local log = {}
local published = {} -- what the server sent last, by address

local function note(text)
  table.insert(log, text)
end

vim.o.columns = 150
vim.o.shortmess = vim.o.shortmess .. 'S'

local function check(holds, what)
  if not holds then
    error(what, 2)
  end
  note('ok: ' .. what)
end

local function eventually(what, holds)
  if not vim.wait(30000, holds, 10) then
    error(what .. '\npublished: ' .. vim.inspect(published), 2)
  end
  note('ok: ' .. what)
end

local client = vim.lsp.start_client({
  name = 'factlint',
  cmd = { vim.env.FACTLINT, 'lsp' },
  root_dir = workspace,
  init_options = { plain = true },
  flags = { debounce_text_changes = 0 },
  handlers = {
    ['textDocument/publishDiagnostics'] = function(err, result, ctx, config)
      published[vim.uri_to_fname(result.uri)] = result.diagnostics
      vim.lsp.diagnostic.on_publish_diagnostics(err, result, ctx, config)
    end,
  },
})
check(client ~= nil, 'the server starts')

local function open(name)
  local path = workspace .. '/' .. name
  -- To edit what is open already would load it anew, and drop what is shown of it.
  if vim.api.nvim_buf_get_name(0) ~= path then
    vim.cmd('edit ' .. vim.fn.fnameescape(path))
  end
  local buffer = vim.api.nvim_get_current_buf()
  vim.lsp.buf_attach_client(buffer, client)
  return buffer
end

local function codes(buffer)
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(found, one.code or one.user_data.lsp.code)
  end
  table.sort(found)
  return table.concat(found, ' ')
end

local function line(buffer, at)
  return vim.api.nvim_buf_get_lines(buffer, at, at + 1, false)[1]
end

-- The window as a reader sees it.
local function screen(title)
  vim.diagnostic.show()
  vim.cmd('redraw!')
  note('\n--- ' .. title .. ' ---')
  for row = 1, vim.o.lines do
    local cells = {}
    for column = 1, vim.o.columns do
      table.insert(cells, vim.fn.screenstring(row, column))
    end
    local text = table.concat(cells):gsub('%s+$', '')
    if text ~= '' and text ~= '~' then
      note(text)
    end
  end
  note('---\n')
end

local function figures_in_every_script()
  for _, story in ipairs({
    { 'stories/market.he.md', '16.8' },
    { 'stories/herders.ar.md', '16.8' },
    { 'stories/crossing.zh.md', '168' },
    { 'stories/railway.en.md', '16.8' },
  }) do
    local name, figure = story[1], story[2]
    local buffer = open(name)
    eventually(name .. ' has its finding', function()
      return codes(buffer) == 'figure-mismatch'
    end)
    local start = line(buffer, 0):find(figure, 1, true) - 1
    local _, units = vim.str_utfindex(line(buffer, 0), start)
    local sent = published[vim.api.nvim_buf_get_name(buffer)][1].range.start
    check(sent.character == units, name .. ': UTF-16 column ' .. units .. ' is sent')
    check(vim.diagnostic.get(buffer)[1].col == start, name .. ': the squiggle begins at byte ' .. start)
    screen(name)
  end
end

local function typing()
  local buffer = open('stories/railway.en.md')
  vim.fn.cursor(1, 1)
  vim.cmd([[execute "normal! /16.8\<CR>3lr6"]])
  check(line(buffer, 0):find('16.6', 1, true) ~= nil, 'a digit is typed after two emoji')
  eventually('the finding goes as it is typed', function()
    return codes(buffer) == ''
  end)
  vim.cmd('undo')
  eventually('the finding comes back with undo', function()
    return codes(buffer) == 'figure-mismatch'
  end)
end

local function action()
  local buffer = open('stories/opening.en.md')
  eventually('the weekday is reported', function()
    return codes(buffer) == 'weekday-mismatch'
  end)
  screen('stories/opening.en.md')
  local lsp = vim.diagnostic.get(buffer)[1].user_data.lsp
  local params = {
    textDocument = vim.lsp.util.make_text_document_params(buffer),
    range = published[vim.api.nvim_buf_get_name(buffer)][1].range,
    context = { diagnostics = {} },
  }
  check(lsp.code == 'weekday-mismatch', 'the diagnostic keeps its code')
  local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/codeAction', params, 30000)
  local mend
  for _, one in ipairs(answers[client].result) do
    if one.title == 'change the weekday to Friday' then
      mend = one
    end
  end
  check(mend ~= nil, 'the action is offered')
  vim.lsp.util.apply_workspace_edit(mend.edit, 'utf-16')
  check(line(buffer, 0):find('Friday, 5 July', 1, true) ~= nil, 'the action is applied')
  eventually('the finding is mended', function()
    return codes(buffer) == ''
  end)
end

-- What the server offers at the first diagnostic of a buffer, by the head of its title.
local function offered(buffer, head)
  local params = {
    textDocument = vim.lsp.util.make_text_document_params(buffer),
    range = published[vim.api.nvim_buf_get_name(buffer)][1].range,
    context = { diagnostics = {} },
  }
  local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/codeAction', params, 30000)
  for _, one in ipairs(answers[client].result) do
    if one.title:sub(1, #head) == head then
      return one
    end
  end
  error('not offered: ' .. head .. '\n' .. vim.inspect(answers[client].result))
end

local function agreed_value()
  for _, story in ipairs({
    { 'stories/market.he.md', '16.6' },
    { 'stories/herders.ar.md', '16.6' },
    { 'stories/crossing.zh.md', '166' },
    { 'stories/railway.en.md', '16.6' },
  }) do
    local buffer = open(story[1])
    eventually(story[1] .. ' still has its finding', function()
      return codes(buffer) == 'figure-mismatch'
    end)
    vim.lsp.util.apply_workspace_edit(offered(buffer, 'write ').edit, 'utf-16')
    check(line(buffer, 0):find(story[2], 1, true) ~= nil, story[1] .. ': the agreed value is written in its own words')
    eventually(story[1] .. ' agrees with the rule', function()
      return codes(buffer) == ''
    end)
    vim.cmd('undo')
    eventually(story[1] .. ' disagrees again', function()
      return codes(buffer) == 'figure-mismatch'
    end)
  end
end

local function allow_here()
  local buffer = open('stories/herders.ar.md')
  vim.lsp.util.apply_workspace_edit(offered(buffer, 'allow ').edit, 'utf-16')
  eventually('an exception without a reason allows nothing', function()
    return codes(buffer) == 'figure-mismatch suppression-invalid'
  end)
  screen('stories/herders.ar.md, with an exception that has no reason')
  vim.fn.cursor(1, 1)
  vim.cmd([[execute "normal! f:aas the ministry counts"]])
  eventually('with its reason it allows the paragraph', function()
    return codes(buffer) == ''
  end)
  screen('stories/herders.ar.md, with its reason')
  vim.cmd('earlier 1f')
  vim.cmd('edit!')
  vim.lsp.buf_attach_client(buffer, client)
  eventually('undone, it is found again', function()
    return codes(buffer) == 'figure-mismatch'
  end)
end

local function configuration()
  local story = open('stories/crossing.zh.md')
  local severity = function()
    local first = vim.diagnostic.get(story)[1]
    return first and first.severity
  end
  local buffer = open('factlint.yaml')
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, { 'factlint: 1', 'severity:', '  figure-mismatch: advice' })
  eventually('a configuration counts before it is saved', function()
    return severity() == vim.diagnostic.severity.INFO
  end)
  vim.api.nvim_buf_set_lines(buffer, 2, 3, false, { '  figure-mismatch: advise' })
  eventually('its mistake is shown in it', function()
    return codes(buffer) == 'config-mistake'
  end)
  screen('factlint.yaml')
  check(severity() == vim.diagnostic.severity.INFO, 'the last one without a mistake counts')
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, { 'factlint: 1' })
  eventually('without it the finding is what it was', function()
    return severity() == vim.diagnostic.severity.ERROR
  end)
end

local function related_place_and_definition()
  local buffer = open('stories/market.he.md')
  local place
  for _, related in ipairs(published[vim.api.nvim_buf_get_name(buffer)][1].relatedInformation) do
    if related.location.uri:find('rules/trade.yaml', 1, true) then
      place = related.location
    end
  end
  check(place ~= nil, 'the diagnostic is related to the rule')
  vim.lsp.util.jump_to_location(place, 'utf-16')
  check(vim.api.nvim_buf_get_name(0):find('rules/trade.yaml', 1, true) ~= nil, 'the related place is the rule')
  check(vim.api.nvim_get_current_line():find('2023: 16.6', 1, true) ~= nil, 'its line is the row')
  vim.api.nvim_set_current_buf(buffer)
  vim.fn.cursor(1, line(buffer, 0):find('16.8', 1, true))
  vim.lsp.buf.definition()
  eventually('go to definition leads to the rule', function()
    return vim.api.nvim_buf_get_name(0):find('rules/trade.yaml', 1, true) ~= nil
      and vim.api.nvim_get_current_line():find('2023: 16.6', 1, true) ~= nil
  end)
  vim.api.nvim_set_current_buf(buffer)
  local hover = vim.lsp.buf_request_sync(buffer, 'textDocument/hover', {
    textDocument = vim.lsp.util.make_text_document_params(buffer),
    position = published[vim.api.nvim_buf_get_name(buffer)][1].range.start,
  }, 30000)
  local said = hover[client].result.contents.value
  check(said:find('16.8 billion USD, 2023', 1, true) ~= nil, 'hover reads the figure')
  note('\n--- hover ---\n' .. said .. '\n---\n')
end

local function rules()
  local stories = {}
  for _, name in ipairs({ 'market.he', 'herders.ar', 'crossing.zh', 'railway.en' }) do
    table.insert(stories, open('stories/' .. name .. '.md'))
  end
  local all = function(wanted)
    return function()
      for _, buffer in ipairs(stories) do
        if codes(buffer) ~= wanted then
          return false
        end
      end
      return true
    end
  end
  local buffer = open('rules/trade.yaml')
  vim.fn.cursor(1, 1)
  vim.cmd([[execute "normal! /2023: 16.6\<CR>9lr8"]])
  eventually('the articles agree with the rule as it is edited', all(''))
  eventually('its examples do not', function()
    return codes(buffer) == 'rule-example rule-example'
  end)
  screen('rules/trade.yaml')
  vim.cmd('undo')
  eventually('the articles disagree again', all('figure-mismatch'))
  vim.api.nvim_buf_set_lines(buffer, 0, 1, false, { 'factlint: 1', 'nmaes:' })
  eventually('a mistake in the rules is shown in them', function()
    return codes(buffer):find('rule-mistake', 1, true) ~= nil
  end)
end

local fine, trouble = xpcall(function()
  figures_in_every_script()
  typing()
  action()
  agreed_value()
  allow_here()
  related_place_and_definition()
  configuration()
  rules()
  vim.lsp.stop_client(client)
  eventually('the server leaves when told to', function()
    return vim.lsp.get_client_by_id(client) == nil
  end)
end, debug.traceback)
if not fine then
  note('FAILED: ' .. trouble)
end
vim.fn.writefile(vim.split(table.concat(log, '\n'), '\n'), vim.env.SCREEN)
vim.cmd(fine and 'qall!' or 'cquit! 1')
