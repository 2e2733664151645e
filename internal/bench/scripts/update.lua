-- Changes the names of customers that there were at the beginning, in random order.
-- Arguments: the folder with the file of bodies, the number of the run, and the number
-- of customers at the beginning.

local head, tail, size, names

function init(args)
  math.randomseed(args[2])
  size = tonumber(args[3])
  head = "PATCH " .. wrk.path .. "/CUST-SEED-"
  local lines = {" HTTP/1.1", "Content-Type: application/json"}
  for name, value in pairs(wrk.headers) do
    lines[#lines + 1] = name .. ": " .. value
  end
  tail = table.concat(lines, "\r\n") .. "\r\nContent-Length: "
  names = {}
  for body in io.lines(args[1] .. "/customers") do
    names[#names + 1] = "{" .. body:match('"name":"[^"]*"') .. "}"
  end
end

function request()
  local body = names[math.random(#names)]
  return head .. string.format("%07d", math.random(0, size - 1)) .. tail .. #body .. "\r\n\r\n" .. body
end
