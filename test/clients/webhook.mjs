// Usage: node webhook.mjs
// Receives webhooks, and verifies each by the library of Standard Webhooks. It prints its
// port, reads the secret from the standard input, and prints the type of each event that is
// genuine. It refuses all others, among them the event with one byte changed.
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { Webhook, WebhookVerificationError } from "standardwebhooks";

let known;
const secret = new Promise((resolve) => (known = resolve));
createInterface({ input: process.stdin }).once("line", known);

function isForged(verifier, body, headers) {
  try {
    verifier.verify(body, headers);
    return false;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return true;
    throw error;
  }
}

createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString("utf8"), verifier = new Webhook(await secret);
  const changed = body.replace("e", "E"), later = { ...request.headers, "webhook-id": "evt_1_1000000" };
  if (isForged(verifier, body, request.headers)) {
    console.log("forged", body);
  } else if (!isForged(verifier, changed, request.headers) || !isForged(verifier, body, later)) {
    console.log("the library verifies what was changed");
  } else {
    const content = JSON.parse(body);
    for (const event of content.events ?? [content]) console.log(event.type, event.external_reference_id);
  }
  response.writeHead(204).end();
}).listen(0, "127.0.0.1", function () { console.log(this.address().port); });
