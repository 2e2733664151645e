// Package clients tests the clients of the API: code generators make clients of
// docs/openapi.json, which do real work with a real server, and a browser uses the
// page /docs and pages of other origins.
//
// It is a module of its own: what the generators and the browser need is not what
// Waybill needs.
// `make clients` generates the code, which is not kept, and runs the tests.
package clients

// go run applies GOFLAGS to the generators. go tool does not: if GOFLAGS has -trimpath, it
// compiles the standard library a second time without the flag.
//
//go:generate go run github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen -config oapi-codegen.yaml ../../docs/openapi.json
//go:generate go run github.com/ogen-go/ogen/cmd/ogen -loglevel error -clean -target generated/ogen -package ogen ../../docs/openapi.json
//go:generate npx --no-install openapi-typescript ../../docs/openapi.json --output generated/openapi-typescript/schema.ts
//go:generate npx --no-install openapi-ts --silent --input ../../docs/openapi.json --output generated/hey-api --client @hey-api/client-fetch
//go:generate npx --no-install orval --input ../../docs/openapi.json --output generated/orval/client.ts --client fetch
//go:generate npx --no-install openapi2postmanv2 --spec ../../docs/openapi.json --output generated/postman.json --options parametersResolution=Example
//go:generate npx --no-install tsc --project typescript
