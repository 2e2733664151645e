import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "../generated/openapi-typescript/schema";
import { key, limitedKey, run, server, tooMany } from "./task";

type Customer = components["schemas"]["Customer"];

const connect = (apiKey: string) =>
  createClient<paths>({ baseUrl: server, headers: { "X-API-Key": apiKey } });

const all = "/v2/tms-api/customers";
const one = "/v2/tms-api/customers/{external_reference_id}";
const at = (external_reference_id: string) => ({ path: { external_reference_id } });

run(async () => {
  const client = connect(key);

  const created = await client.POST(all, {
    body: { external_reference_id: "A/1", name: "Acme", customer_type: "Shipper" },
  });
  assert.equal(created.response.status, 201);
  const customer: Customer = created.data!;
  assert.equal(customer.is_active, true);
  assert.equal(customer.phone, null);

  const again = await client.POST(all, { body: { external_reference_id: "A/1", name: "Acme" } });
  assert.equal(again.response.status, 409);
  assert.match(JSON.stringify(again.error), /already exists/);

  const invalid = await client.POST(all, { body: { external_reference_id: "A/2", name: "" } });
  assert.equal(invalid.response.status, 422);
  assert(invalid.error && "detail" in invalid.error && Array.isArray(invalid.error.detail));
  assert.deepEqual(invalid.error.detail[0].loc, ["body", "name"]);

  const got = await client.GET(one, { params: at("A/1") });
  assert.deepEqual(got.data, customer);
  const tag = got.response.headers.get("ETag")!;

  const updated = await client.PUT(one, {
    params: { ...at("A/1"), header: { "If-Match": tag } },
    body: { customer_type: null, phone: "312-555-0100" },
  });
  assert.equal(updated.data?.customer_type, null);
  assert.equal(updated.data?.phone, "312-555-0100");

  const outdated = await client.PATCH(one, {
    params: { ...at("A/1"), header: { "If-Match": tag } },
    body: { name: "Other" },
  });
  assert.equal(outdated.response.status, 412);

  const page = await client.GET(all, { params: { query: { name_contains: "ACM", is_active: true, page_size: 10 } } });
  assert.equal(page.data?.pagination.total, 1);
  assert.equal(page.data?.items[0].external_reference_id, "A/1");

  const kept = await client.PUT("/waybill/v1/customers/{external_reference_id}/metadata", {
    params: at("A/1"),
    body: { metadata: { "po no.": "4711" } },
  });
  assert.deepEqual(kept.data, { metadata: { "po no.": "4711" } });
  for (const [text, total] of [["4711", 1], ["4712", 0]] as const) {
    const found = await client.GET("/waybill/v1/customers", { params: { query: { metadata: { "po no.": text } } } });
    assert.equal(found.data?.pagination.total, total);
  }

  const batch = await client.POST("/v2/tms-api/batch/customers", {
    body: {
      items: [
        { operation: "upsert", external_reference_id: "A/2", customer: { name: "Second", domain: null } },
        { operation: "delete", external_reference_id: "A/3" },
      ],
    },
  });
  assert.equal(batch.data?.success_count, 1);
  const [done, failed] = batch.data.results;
  assert.match(done.id!, /^cust_/);
  assert.match(failed.error!, /not found/);

  const deleted = await client.DELETE(one, { params: at("A/1") });
  assert.equal(deleted.response.status, 204);
  const gone = await client.GET(one, { params: at("A/1") });
  assert.equal(gone.response.status, 404);
  assert.match(JSON.stringify(gone.error), /not found/);

  const limited = connect(limitedKey);
  for (let sent = 0; ; sent++) {
    assert(sent < tooMany, "the limit does not hold");
    const refused = await limited.GET(all);
    if (refused.response.status !== 429) continue;
    assert(refused.error && "error" in refused.error && "retry_after" in refused.error.error);
    assert.equal(refused.response.headers.get("Retry-After"), String(refused.error.error.retry_after));
    break;
  }
});
