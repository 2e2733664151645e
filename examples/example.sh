#!/usr/bin/env bash
# Creates a load with its customer, carrier and locations by curl, and lists loads.
#
#   TMS_URL=http://127.0.0.1:8080 TMS_KEY=mtm_... examples/example.sh
set -euo pipefail
url=${TMS_URL:-http://127.0.0.1:8080}/v2/tms-api

post() { # post PATH BODY
  curl --silent --show-error --fail-with-body --header "X-API-Key: $TMS_KEY" \
    --header 'Content-Type: application/json' --data "$2" "$url/$1"
  echo
}

post customers '{"external_reference_id": "CUST-CURL", "name": "Quilamund Foods", "phone": "312-555-0100"}'
post carriers '{"external_reference_id": "CARR-CURL", "name": "Oskelquay Lines", "email": "dispatch@carrier.example"}'
post locations '{"external_reference_id": "LOC-CURL-1", "name": "Chicago plant", "postal_code": "60601", "state": "IL"}'
post locations '{"external_reference_id": "LOC-CURL-2", "name": "Dallas warehouse", "postal_code": "75201", "state": "TX"}'
post loads '{
  "external_reference_id": "LOAD-CURL", "status": "COVERED", "equipment_type": "DRY_VAN", "transport_mode": "FTL",
  "customer_external_reference_id": "CUST-CURL", "carrier_external_reference_id": "CARR-CURL",
  "stops": [
    {"stop_number": 1, "stop_type": "PICKUP", "location_external_reference_id": "LOC-CURL-1",
     "early_arrival": "2026-03-02T14:00:00Z", "late_arrival": "2026-03-02T16:00:00Z"},
    {"stop_number": 2, "stop_type": "DELIVERY", "location_external_reference_id": "LOC-CURL-2",
     "early_arrival": "2026-03-04T14:00:00Z", "late_arrival": "2026-03-04T18:00:00Z"}],
  "financial_rates": [{"rate_entity": "CUSTOMER", "amount": 2450}, {"rate_entity": "CARRIER", "amount": 2100}]}'
curl --silent --show-error --fail-with-body --header "X-API-Key: $TMS_KEY" \
  "$url/loads?customer_external_reference_id=CUST-CURL&pickup_date_from=2026-03-01&sort=-created_at"
echo
