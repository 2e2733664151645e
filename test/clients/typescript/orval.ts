import assert from "node:assert/strict";
import * as api from "../generated/orval/client";
import { key, limitedKey, run, server, tooMany } from "./task";

// The paths in what orval makes are relative, as for a page of the server itself.
const send = globalThis.fetch;
globalThis.fetch = (path, options) => send(server + path, options);

const as = (apiKey: string, headers = {}): RequestInit => ({ headers: { "X-API-Key": apiKey, ...headers } });

run(async () => {
  const created = await api.createCustomer(
    { external_reference_id: "A1", name: "Acme", customer_type: "Shipper" },
    {},
    as(key),
  );
  assert(created.status === 201);
  const customer: api.Customer = created.data;
  assert.equal(customer.is_active, true);
  assert.equal(customer.phone, null);

  const again = await api.createCustomer({ external_reference_id: "A1", name: "Acme" }, {}, as(key));
  assert(again.status === 409);
  assert.match(again.data.detail, /already exists/);

  const invalid = await api.createCustomer({ external_reference_id: "A2", name: "" }, {}, as(key));
  assert(invalid.status === 422 && "detail" in invalid.data);
  assert.deepEqual(invalid.data.detail[0].loc, ["body", "name"]);

  const got = await api.getCustomer("A1", {}, as(key));
  assert.deepEqual(got.data, customer);
  const match = { "If-Match": got.headers.get("ETag")! };

  const updated = await api.updateCustomer("A1", { customer_type: null, phone: "312-555-0100" }, {}, as(key, match));
  assert(updated.status === 200);
  assert.equal(updated.data.customer_type, null);
  assert.equal(updated.data.phone, "312-555-0100");

  const outdated = await api.patchCustomer("A1", { name: "Other" }, {}, as(key, match));
  assert.equal(outdated.status, 412);

  const page = await api.listCustomers({ name_contains: "ACM", is_active: true, page_size: 10 }, as(key));
  assert(page.status === 200);
  assert.equal(page.data.pagination.total, 1);
  assert.equal(page.data.items[0].external_reference_id, "A1");

  const kept = await api.putCustomerMetadata("A1", { metadata: { "po no.": "4711" } }, {}, as(key));
  assert.deepEqual(kept.data, { metadata: { "po no.": "4711" } });
  // orval writes objects in a query as [object Object], which the server refuses.
  const refused = await api.findCustomers({ metadata: { "po no.": "4711" } }, as(key));
  assert.equal(refused.status, 422);
  for (const [text, total] of [["4711", 1], ["4712", 0]] as const) {
    const found = await api.findCustomers({ "metadata[po no.]": text } as api.FindCustomersParams, as(key));
    assert(found.status === 200);
    assert.equal(found.data.pagination.total, total);
  }

  const batch = await api.batchCustomers(
    {
      items: [
        { operation: "upsert", external_reference_id: "A2", customer: { name: "Second", domain: null } },
        { operation: "delete", external_reference_id: "A3" },
      ],
    },
    {},
    as(key),
  );
  assert(batch.status === 200);
  assert.equal(batch.data.success_count, 1);
  const [done, failed] = batch.data.results;
  assert.match(done.id!, /^cust_/);
  assert.match(failed.error!, /not found/);

  const deleted = await api.deleteCustomer("A1", {}, as(key));
  assert.equal(deleted.status, 204);
  const gone = await api.getCustomer("A1", {}, as(key));
  assert(gone.status === 404);
  assert.match(gone.data.detail, /not found/);

  for (let sent = 0; ; sent++) {
    assert(sent < tooMany, "the limit does not hold");
    const refused = await api.listCustomers({}, as(limitedKey));
    if (refused.status !== 429) continue;
    assert.equal(refused.headers.get("Retry-After"), String(refused.data.error.retry_after));
    break;
  }
});
