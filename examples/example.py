"""Creates a load with its customer, carrier and locations, pages through all loads, and
copies customers from a CSV file to the server. It needs Python 3.9, and no packages.

    TMS_URL=http://127.0.0.1:8080 TMS_KEY=mtm_... python3 example.py customers.csv

The file has a header with the names of the customer's fields. Running the program again
changes nothing.
"""

import csv
import http.client
import itertools
import json
import os
import random
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

ATTEMPTS = 6


class RequestFailed(Exception):
    """The server has refused a request, for a reason that a retry does not change."""

    def __init__(self, status, body):
        super().__init__(f"status {status}: {body}")
        self.status = status


class Client:
    def __init__(self, url, key):
        self.url, self.key = url + "/v2/tms-api/", key

    def send(self, method, path, body=None):
        """Sends a request until it has an answer. All attempts at a write have the same
        Idempotency-Key, so the server performs it once, even if an answer is lost."""
        headers = {"X-API-Key": self.key}
        if method != "GET":
            headers["Idempotency-Key"] = str(uuid.uuid4())
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(body).encode()
        for attempt in range(1, ATTEMPTS + 1):
            request = urllib.request.Request(self.url + path, body, headers, method=method)
            pause = random.uniform(0, 0.2 * 2**attempt)
            try:
                with urllib.request.urlopen(request, timeout=60) as answer:
                    return json.load(answer)
            except urllib.error.HTTPError as error:
                if error.code not in (429, 503) or attempt == ATTEMPTS:
                    raise RequestFailed(error.code, error.read().decode()) from error
                pause = float(error.headers.get("Retry-After", pause))
            except (OSError, http.client.HTTPException):
                if attempt == ATTEMPTS:
                    raise
            time.sleep(pause)

    def put(self, plural, record):
        """Creates a record, or changes the one with its reference."""
        try:
            return self.send("POST", plural, record)
        except RequestFailed as error:
            if error.status != 409:
                raise
        reference = urllib.parse.quote(record["external_reference_id"], safe="")
        return self.send("PUT", f"{plural}/{reference}", record)

    def all(self, plural, **filters):
        """Yields all records of a list, page by page."""
        for page in itertools.count(1):
            query = urllib.parse.urlencode({**filters, "page": page, "page_size": 100})
            answer = self.send("GET", f"{plural}?{query}")
            yield from answer["items"]
            if not answer["pagination"]["has_more"]:
                return

    def sync(self, plural, noun, records):
        """Creates or changes records, 100 at a time, and yields those that failed."""
        for first in range(0, len(records), 100):
            items = [
                {"operation": "upsert", "external_reference_id": r["external_reference_id"], noun: r}
                for r in records[first : first + 100]
            ]
            for result in self.send("POST", f"batch/{plural}", {"items": items})["results"]:
                if not result["success"]:
                    yield result


def create_load(client):
    client.put("customers", {"external_reference_id": "CUST-PY", "name": "Quilamund Foods", "phone": "312-555-0100"})
    client.put("carriers", {"external_reference_id": "CARR-PY", "name": "Oskelquay Lines"})
    origin = client.put(
        "locations", {"external_reference_id": "LOC-PY-1", "name": "Chicago plant", "postal_code": "60601", "state": "IL"}
    )
    client.put(
        "locations", {"external_reference_id": "LOC-PY-2", "name": "Dallas warehouse", "postal_code": "75201", "state": "TX"}
    )
    load = client.put(
        "loads",
        {
            "external_reference_id": "LOAD-PY",
            "status": "COVERED",
            "equipment_type": "DRY_VAN",
            "transport_mode": "FTL",
            "customer_external_reference_id": "CUST-PY",
            "carrier_external_reference_id": "CARR-PY",
            "stops": [
                stop(1, "PICKUP", "LOC-PY-1", "2026-03-02T14:00:00Z", "2026-03-02T16:00:00Z"),
                stop(2, "DELIVERY", "LOC-PY-2", "2026-03-04T14:00:00Z", "2026-03-04T18:00:00Z"),
            ],
            "financial_rates": [{"rate_entity": "CUSTOMER", "amount": 2450}],
        },
    )
    print(f"load {load['external_reference_id']} of {load['customer_name']} begins at {origin['latitude']:.2f}, {origin['longitude']:.2f}")


def stop(number, kind, location, early, late):
    return {
        "stop_number": number,
        "stop_type": kind,
        "location_external_reference_id": location,
        "early_arrival": early,
        "late_arrival": late,
    }


def main():
    if len(sys.argv) != 2 or "TMS_KEY" not in os.environ:
        sys.exit("usage: TMS_KEY=mtm_... python3 example.py FILE.csv")
    client = Client(os.environ.get("TMS_URL", "http://127.0.0.1:8080"), os.environ["TMS_KEY"])
    create_load(client)
    with open(sys.argv[1], newline="", encoding="utf-8") as file:
        customers = list(csv.DictReader(file))
    failed = list(client.sync("customers", "customer", customers))
    for result in failed:
        print(f"{result['external_reference_id']}: {result['error']}", file=sys.stderr)
    print(f"customers in the file: {len(customers)}, failed: {len(failed)}")
    print(f"customers on the server: {sum(1 for _ in client.all('customers'))}")
    print(f"loads on the server: {sum(1 for _ in client.all('loads', status='COVERED'))}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
