// Creates a load with its customer, carrier and locations, pages through all loads, and
// copies customers from a file of JSON lines to the server. It needs Node 20, and no
// packages.
//
//   TMS_URL=http://127.0.0.1:8080 TMS_KEY=mtm_... node example.mjs customers.jsonl
//
// Each line of the file is a customer. Running the program again changes nothing.

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const attempts = 6;

// A request that the server has refused, for a reason that a retry does not change.
class RequestFailed extends Error {
  constructor(status, body) {
    super(`status ${status}: ${body}`);
    this.status = status;
  }
}

class Client {
  constructor(url, key) {
    this.url = `${url}/v2/tms-api/`;
    this.key = key;
  }

  // Sends a request until it has an answer. All attempts at a write have the same
  // Idempotency-Key, so the server performs it once, even if an answer is lost.
  async send(method, path, body) {
    const headers = { 'X-API-Key': this.key };
    if (method !== 'GET') headers['Idempotency-Key'] = randomUUID();
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const options = { method, headers, body: body && JSON.stringify(body) };
    for (let attempt = 1; ; attempt++) {
      let pause = Math.random() * 200 * 2 ** attempt;
      try {
        const answer = await fetch(this.url + path, { ...options, signal: AbortSignal.timeout(60_000) });
        const text = await answer.text();
        if (answer.ok) return JSON.parse(text);
        if (![429, 503].includes(answer.status) || attempt === attempts) throw new RequestFailed(answer.status, text);
        if (answer.headers.has('Retry-After')) pause = 1000 * answer.headers.get('Retry-After');
      } catch (error) {
        if (error instanceof RequestFailed || attempt === attempts) throw error;
      }
      await sleep(pause);
    }
  }

  // Creates a record, or changes the one with its reference.
  async put(plural, record) {
    try {
      return await this.send('POST', plural, record);
    } catch (error) {
      if (error.status !== 409) throw error;
    }
    return this.send('PUT', `${plural}/${encodeURIComponent(record.external_reference_id)}`, record);
  }

  // Yields all records of a list, page by page.
  async *all(plural, filters = {}) {
    for (let page = 1; ; page++) {
      const answer = await this.send('GET', `${plural}?${new URLSearchParams({ ...filters, page, page_size: 100 })}`);
      yield* answer.items;
      if (!answer.pagination.has_more) return;
    }
  }

  // Creates or changes records, 100 at a time, and returns those that failed.
  async sync(plural, noun, records) {
    const failed = [];
    for (let first = 0; first < records.length; first += 100) {
      const items = records.slice(first, first + 100).map((record) => (
        { operation: 'upsert', external_reference_id: record.external_reference_id, [noun]: record }));
      const { results } = await this.send('POST', `batch/${plural}`, { items });
      failed.push(...results.filter((result) => !result.success));
    }
    return failed;
  }
}

async function createLoad(client) {
  await client.put('customers', { external_reference_id: 'CUST-JS', name: 'Quilamund Foods', phone: '312-555-0100' });
  await client.put('carriers', { external_reference_id: 'CARR-JS', name: 'Oskelquay Lines' });
  const origin = await client.put('locations',
    { external_reference_id: 'LOC-JS-1', name: 'Chicago plant', postal_code: '60601', state: 'IL' });
  await client.put('locations',
    { external_reference_id: 'LOC-JS-2', name: 'Dallas warehouse', postal_code: '75201', state: 'TX' });
  const load = await client.put('loads', {
    external_reference_id: 'LOAD-JS',
    status: 'COVERED',
    equipment_type: 'DRY_VAN',
    transport_mode: 'FTL',
    customer_external_reference_id: 'CUST-JS',
    carrier_external_reference_id: 'CARR-JS',
    stops: [
      stop(1, 'PICKUP', 'LOC-JS-1', '2026-03-02T14:00:00Z', '2026-03-02T16:00:00Z'),
      stop(2, 'DELIVERY', 'LOC-JS-2', '2026-03-04T14:00:00Z', '2026-03-04T18:00:00Z'),
    ],
    financial_rates: [{ rate_entity: 'CUSTOMER', amount: 2450 }],
  });
  console.log(`load ${load.external_reference_id} of ${load.customer_name} begins at ${origin.latitude.toFixed(2)}, ${origin.longitude.toFixed(2)}`);
}

function stop(number, kind, location, early, late) {
  return {
    stop_number: number,
    stop_type: kind,
    location_external_reference_id: location,
    early_arrival: early,
    late_arrival: late,
  };
}

async function count(records) {
  let number = 0;
  for await (const _ of records) number++;
  return number;
}

if (process.argv.length !== 3 || !process.env.TMS_KEY) {
  console.error('usage: TMS_KEY=mtm_... node example.mjs FILE.jsonl');
  process.exit(2);
}
const client = new Client(process.env.TMS_URL ?? 'http://127.0.0.1:8080', process.env.TMS_KEY);
await createLoad(client);
const lines = (await readFile(process.argv[2], 'utf8')).split('\n').filter((line) => line.trim() !== '');
const failed = await client.sync('customers', 'customer', lines.map((line) => JSON.parse(line)));
for (const result of failed) console.error(`${result.external_reference_id}: ${result.error}`);
console.log(`customers in the file: ${lines.length}, failed: ${failed.length}`);
console.log(`customers on the server: ${await count(client.all('customers'))}`);
console.log(`loads on the server: ${await count(client.all('loads', { status: 'COVERED' }))}`);
process.exitCode = failed.length > 0 ? 1 : 0;
