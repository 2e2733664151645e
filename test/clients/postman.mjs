// Usage: node postman.mjs COLLECTION SERVER KEY
// Sends every request of a collection as it is. Each has to succeed.
import newman from "newman";

const [collection, server, key] = process.argv.slice(2);
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
    if (writes !== 5) throw new Error(`the collection has ${writes} writes`);
  },
);
