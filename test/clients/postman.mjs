// Usage: node postman.mjs COLLECTION SERVER KEY
// Sends every request of a collection as it is. Each has to succeed. The deletes come
// last, in reverse, so that no record is deleted that another refers to. An import fills
// filters with the word "string", which is no time and no status, and a version with any
// number: they are switched off.
import { readFileSync } from "node:fs";
import newman from "newman";

const [file, server, key] = process.argv.slice(2);
const collection = JSON.parse(readFileSync(file, "utf8"));
const requests = (items) => items.flatMap((item) => (item.item ? requests(item.item) : [item]));
// The server makes the ids of webhooks and held changes, and the versions of records, so those of
// the examples are unknown to it. It has no e-mails.
const isUnknown = ({ request: { url } }) =>
  url.path.some((part, i) => /^(webhooks|restore|recipients|email.*)$/.test(part) || url.path[i - 1] === "changes");
const all = requests(collection.item).filter((item) => !isUnknown(item));
for (const { request } of all) {
  for (const parameter of request.url.query ?? []) parameter.disabled = parameter.value === "string" || parameter.key === "version";
}
const isDelete = ({ request }) => request.method === "DELETE";
collection.item = [...all.filter((item) => !isDelete(item)), ...all.filter(isDelete).reverse()];
const variables = { baseUrl: server, apiKey: key };

newman.run(
  { collection, envVar: Object.entries(variables).map(([key, value]) => ({ key, value })) },
  (failure, { run: { executions } }) => {
    if (failure) throw failure;
    for (const { item, response, requestError } of executions) {
      if (requestError || response.code >= 300) {
        console.error(item.name, requestError ?? `${response.code} ${response.text()}`);
        process.exitCode = 1;
      }
    }
    const writes = executions.filter(({ request }) => request.method !== "GET").length;
    if (writes !== 4 * 8) throw new Error(`the collection has ${writes} writes`);
  },
);
