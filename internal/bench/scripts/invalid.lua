-- Sends a body that breaks several rules.
-- Argument: the folder with the file of the body.

function init(args)
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  wrk.body = io.open(args[1] .. "/invalid"):read("*a")
end
