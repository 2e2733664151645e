-- Creates records, each with a reference of its own.
-- Arguments: the folder with the file of bodies, the number of the run, the number of
-- records at the beginning (not used), the prefix of references, the name of the file
-- of bodies, and "keyed" to send an Idempotency-Key with each.

local count = 0

function setup(thread)
  count = count + 1
  thread:set("number", count)
end

local head, before, after, prefix, keyed
local sent = 0

function init(args)
  local lines = {"POST " .. wrk.path .. " HTTP/1.1", "Content-Type: application/json"}
  for name, value in pairs(wrk.headers) do
    lines[#lines + 1] = name .. ": " .. value
  end
  keyed = args[6] == "keyed"
  head = table.concat(lines, "\r\n") .. "\r\n"
  prefix = args[4] .. "-" .. args[2] .. "-" .. number .. "-"
  before, after = {}, {}
  for body in io.lines(args[1] .. "/" .. args[5]) do
    local first, last = body:find("REFERENCE", 1, true)
    before[#before + 1] = body:sub(1, first - 1)
    after[#after + 1] = body:sub(last + 1)
  end
end

-- Putting the text together here costs the machine less than wrk.format would.
function request()
  sent = sent + 1
  local n = sent % #before + 1
  local reference = prefix .. sent
  local body = before[n] .. reference .. after[n]
  local length = "Content-Length: " .. #body .. "\r\n\r\n"
  if keyed then
    return head .. "Idempotency-Key: " .. reference .. "\r\n" .. length .. body
  end
  return head .. length .. body
end
