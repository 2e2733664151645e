-- Gets the customers that there were at the beginning, in no order.
-- Arguments: the folder, the number of the run, and how many those are.

local head, tail, size

function init(args)
  math.randomseed(args[2])
  size = tonumber(args[3])
  head = "GET " .. wrk.path .. "/CUST-SEED-"
  local lines = {" HTTP/1.1"}
  for name, value in pairs(wrk.headers) do
    lines[#lines + 1] = name .. ": " .. value
  end
  tail = table.concat(lines, "\r\n") .. "\r\n\r\n"
end

function request()
  return head .. string.format("%07d", math.random(0, size - 1)) .. tail
end
