-- Changes the names of records that there were at the beginning, or the statuses of
-- loads, in random order.
-- Arguments: the folder with the file of bodies, the number of the run, the number of
-- records at the beginning, the prefix of references, and the name of the file of bodies.

local head, tail, size, changes

function init(args)
  math.randomseed(args[2])
  size = tonumber(args[3])
  head = "PATCH " .. wrk.path .. "/" .. args[4] .. "-SEED-"
  local lines = {" HTTP/1.1", "Content-Type: application/json"}
  for name, value in pairs(wrk.headers) do
    lines[#lines + 1] = name .. ": " .. value
  end
  tail = table.concat(lines, "\r\n") .. "\r\nContent-Length: "
  changes = {}
  for body in io.lines(args[1] .. "/" .. args[5]) do
    changes[#changes + 1] = "{" .. (body:match('"name":"[^"]*"') or body:match('"status":"[^"]*"')) .. "}"
  end
end

function request()
  local body = changes[math.random(#changes)]
  return head .. string.format("%07d", math.random(0, size - 1)) .. tail .. #body .. "\r\n\r\n" .. body
end
