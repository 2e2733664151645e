import assert from "node:assert/strict";
import * as api from "../generated/hey-api";
import { createClient } from "../generated/hey-api/client";
import { key, limitedKey, run, server, tooMany } from "./task";

const at = (external_reference_id: string) => ({ path: { external_reference_id } });

run(async () => {
  const client = createClient({ baseUrl: server, auth: key });

  const created = await api.createCustomer({
    client,
    body: { external_reference_id: "A/1", name: "Acme", customer_type: "Shipper" },
  });
  assert.equal(created.response?.status, 201);
  const customer: api.Customer = created.data!;
  assert.equal(customer.is_active, true);
  assert.equal(customer.phone, null);

  const again = await api.createCustomer({ client, body: { external_reference_id: "A/1", name: "Acme" } });
  assert.equal(again.response?.status, 409);
  assert.match(JSON.stringify(again.error), /already exists/);

  const invalid = await api.createCustomer({ client, body: { external_reference_id: "A/2", name: "" } });
  assert.equal(invalid.response?.status, 422);
  assert(invalid.error && "detail" in invalid.error && Array.isArray(invalid.error.detail));
  assert.deepEqual(invalid.error.detail[0].loc, ["body", "name"]);

  const got = await api.getCustomer({ client, ...at("A/1") });
  assert.deepEqual(got.data, customer);
  const tag = got.response!.headers.get("ETag")!;

  const updated = await api.updateCustomer({
    client,
    ...at("A/1"),
    headers: { "If-Match": tag },
    body: { customer_type: null, phone: "312-555-0100" },
  });
  assert.equal(updated.data?.customer_type, null);
  assert.equal(updated.data?.phone, "312-555-0100");

  const outdated = await api.patchCustomer({
    client,
    ...at("A/1"),
    headers: { "If-Match": tag },
    body: { name: "Other" },
  });
  assert.equal(outdated.response?.status, 412);

  const page = await api.listCustomers({ client, query: { name_contains: "ACM", is_active: true, page_size: 10 } });
  assert.equal(page.data?.pagination.total, 1);
  assert.equal(page.data?.items[0].external_reference_id, "A/1");

  const kept = await api.putCustomerMetadata({ client, ...at("A/1"), body: { metadata: { "po no.": "4711" } } });
  assert.deepEqual(kept.data, { metadata: { "po no.": "4711" } });
  for (const [text, total] of [["4711", 1], ["4712", 0]] as const) {
    const found = await api.findCustomers({ client, query: { metadata: { "po no.": text } } });
    assert.equal(found.data?.pagination.total, total);
  }

  const batch = await api.batchCustomers({
    client,
    body: {
      items: [
        { operation: "upsert", external_reference_id: "A/2", customer: { name: "Second", domain: null } },
        { operation: "delete", external_reference_id: "A/3" },
      ],
    },
  });
  assert.equal(batch.data?.success_count, 1);
  const [done, failed] = batch.data!.results;
  assert.match(done.id!, /^cust_/);
  assert.match(failed.error!, /not found/);

  const deleted = await api.deleteCustomer({ client, ...at("A/1") });
  assert.equal(deleted.response?.status, 204);
  const gone = await api.getCustomer({ client, ...at("A/1") });
  assert.equal(gone.response?.status, 404);
  assert.match(JSON.stringify(gone.error), /not found/);

  const limited = createClient({ baseUrl: server, auth: limitedKey });
  for (let sent = 0; ; sent++) {
    assert(sent < tooMany, "the limit does not hold");
    const refused = await api.listCustomers({ client: limited });
    if (refused.response?.status !== 429) continue;
    assert(refused.error && "error" in refused.error && "retry_after" in refused.error.error);
    assert.equal(refused.response.headers.get("Retry-After"), String(refused.error.error.retry_after));
    break;
  }
});
