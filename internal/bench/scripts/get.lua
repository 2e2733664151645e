-- Gets the records that there were at the beginning, in random order.
-- Arguments: the folder, the number of the run, the number of records at the
-- beginning, and the prefix of references.

local head, tail, size

function init(args)
  math.randomseed(args[2])
  size = tonumber(args[3])
  head = "GET " .. wrk.path .. "/" .. args[4] .. "-SEED-"
  local lines = {" HTTP/1.1"}
  for name, value in pairs(wrk.headers) do
    lines[#lines + 1] = name .. ": " .. value
  end
  tail = table.concat(lines, "\r\n") .. "\r\n\r\n"
end

function request()
  return head .. string.format("%07d", math.random(0, size - 1)) .. tail
end
