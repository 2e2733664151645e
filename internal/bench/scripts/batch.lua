-- Creates customers in batches of 100, each with a reference of its own.
-- Arguments: the folder with the file of bodies, and the number of the run.

local head, prefix, customers
local sent = 0

function init(args)
  local lines = {"POST " .. wrk.path .. " HTTP/1.1", "Content-Type: application/json"}
  for name, value in pairs(wrk.headers) do
    lines[#lines + 1] = name .. ": " .. value
  end
  head = table.concat(lines, "\r\n") .. "\r\nContent-Length: "
  prefix = '{"operation":"create","external_reference_id":"CUST-' .. args[2] .. "-"
  customers = {}
  for body in io.lines(args[1] .. "/customers") do
    -- The item names the reference, so the customer need not.
    local fields = body:match('^{"external_reference_id":"REFERENCE",(.*)$')
    customers[#customers + 1] = '","customer":{' .. fields .. "}"
  end
end

function request()
  local parts = {}
  for item = 1, 100 do
    sent = sent + 1
    parts[item] = prefix .. sent .. customers[sent % #customers + 1]
  end
  local body = '{"items":[' .. table.concat(parts, ",") .. "]}"
  return head .. #body .. "\r\n\r\n" .. body
end
