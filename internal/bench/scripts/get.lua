-- Gets the customers that the benchmark began with, in no order.

local head, tail

function init()
  head = "GET " .. wrk.path .. "/CUST-SEED-"
  local lines = {" HTTP/1.1"}
  for name, value in pairs(wrk.headers) do
    lines[#lines + 1] = name .. ": " .. value
  end
  tail = table.concat(lines, "\r\n") .. "\r\n\r\n"
end

function request()
  return head .. string.format("%05d", math.random(0, 9999)) .. tail
end
