GOLANGCI_LINT_VERSION := v2.15.0
REDOCLY_VERSION       := 2.77.0
NFPM_VERSION          := v2.45.2
CYCLONEDX_VERSION     := v1.10.0

# How long `make fuzz` spends on each fuzz target.
FUZZTIME ?= 30s

# How long the load of `make soak` lasts, on both engines at once.
SOAKTIME ?= 10m

# Flags of `make bench`; go run ./internal/bench -help lists them.
BENCHFLAGS ?=

PLATFORMS := linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64

SHELL := bash

# The version is in the name, so that a new version is a new file to install.
GOLANGCI_LINT := bin/golangci-lint-$(GOLANGCI_LINT_VERSION)
NFPM          := bin/nfpm-$(NFPM_VERSION)
CYCLONEDX     := bin/cyclonedx-gomod-$(CYCLONEDX_VERSION)

# What make dist says of itself: the tag of the commit, or the version in development.
VERSION           ?= $(or $(shell git describe --tags --exact-match --match 'v[0-9]*' 2>/dev/null),$(shell sed -n 's/^const nextVersion = "\(.*\)"/\1/p' cmd/waybill/version.go))
REVISION          ?= $(shell git rev-parse --short=12 HEAD)$(if $(shell git status --porcelain), modified)
SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct)
MAINTAINER        ?= Waybill <waybill@localhost>
DIST              ?= dist
DIST_PLATFORMS    ?= $(PLATFORMS)

# Files git tracks or would track; wildcard drops those deleted but not yet committed.
files = $(wildcard $(shell git ls-files --cached --others --exclude-standard -- '$(1)'))

# Compilers and linters take a tenth less time when they collect garbage less often.
compile race-compile fetch dist dist-check package-test lint cross clients: export GOGC := 400

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Flags of the linker only, so that build, go run and go test share what is
# compiled. What is built here may need the C library of this machine.
.PHONY: build
build: ## Build bin/waybill for this machine
	go build -ldflags='-s -w' -o bin/ ./cmd/waybill

# For any machine of this system: without cgo the binary needs no library.
.PHONY: release
release: export CGO_ENABLED := 0
release: ## Build bin/release/waybill, one file that needs nothing else
	go build -trimpath -ldflags='-s -w' -o bin/release/ ./cmd/waybill

# Without network access once `make fetch` has downloaded the tools and the modules.
.PHONY: dist
dist dist-check: export VERSION := $(VERSION)
dist dist-check: export REVISION := $(REVISION)
dist dist-check: export SOURCE_DATE_EPOCH := $(SOURCE_DATE_EPOCH)
dist dist-check: export MAINTAINER := $(MAINTAINER)
dist dist-check: export DIST := $(DIST)
dist dist-check: export PLATFORMS := $(DIST_PLATFORMS)
dist dist-check: export NFPM := $(CURDIR)/$(NFPM)
dist dist-check: export CYCLONEDX := $(CURDIR)/$(CYCLONEDX)
dist: $(NFPM) $(CYCLONEDX) ## Make dist/: archives, packages, image, checksums (needs GNU tar, zip)
	deploy/package/dist

# A second time from a copy in another folder, with other settings of the shell.
.PHONY: dist-check
dist-check: dist ## Make dist/ twice, and check that both are equal, byte for byte
	@set -euo pipefail; \
	tmp=$$(mktemp -d); trap 'rm -rf "$$tmp"' EXIT; \
	export GIT_INDEX_FILE="$$tmp/index"; \
	git add --all; \
	git checkout-index --all --prefix="$$tmp/a tree/"; \
	(cd "$$tmp/a tree" && umask 077 && TZ=Asia/Tokyo LANG=de_DE.UTF-8 HOSTNAME=other DIST=again deploy/package/dist); \
	diff --recursive --brief '$(DIST)' "$$tmp/a tree/again" && echo 'both are equal'

.PHONY: release-check
release-check: unit-check dist-check image-test package-test ## Check what make dist makes (needs Linux, root, debootstrap, rpm, systemd-analyze)

# 20 is an exposure of 2.0.
.PHONY: unit-check
unit-check: ## Check that the unit of systemd is as hardened as the docs say
	systemd-analyze security --offline=true --threshold=20 --no-pager deploy/waybill.service >/dev/null

.PHONY: image-test
image-test: dist ## Run the image's files in namespaces, without an engine
	go -C deploy/image test -count=1 . -image '$(abspath $(DIST))/waybill-$(VERSION:v%=%)-image.tar' \
		-architectures '$(patsubst linux/%,%,$(filter linux/%,$(DIST_PLATFORMS)))'

.PHONY: package-test
package-test: dist ## Install, upgrade and remove the packages in a new Debian (needs root, debootstrap, rpm)
	@set -euo pipefail; \
	arch=$$(go env GOARCH); tmp=$$(mktemp -d); trap 'rm -rf "$$tmp"' EXIT; \
	$(MAKE) --no-print-directory dist VERSION=v99.0.0 DIST_PLATFORMS=linux/$$arch DIST="$$tmp" >/dev/null; \
	FIRST='$(abspath $(DIST))/waybill-$(VERSION:v%=%)'-linux-$$arch SECOND="$$tmp/waybill-99.0.0-linux-$$arch" test/packages/install

.PHONY: test
test: ## Run the tests
	go test ./...

.PHONY: compile
compile: ## Compile the packages that test tests
	go list -export -deps -test ./... >/dev/null

# Quickest first, so that small mistakes show early.
.PHONY: check
check: fmt tidy openapi-lint lint rules cross clients race ## Run every check below

.PHONY: fmt
fmt: ## Check that gofmt has nothing to change
	@set -euo pipefail; \
	unformatted=$$(gofmt -l $(or $(call files,*.go),$(error no Go files found))); \
	if [ -n "$$unformatted" ]; then \
		printf 'run gofmt -w on:\n%s\n' "$$unformatted"; exit 1; \
	fi

.PHONY: tidy
tidy: ## Check that go.mod and go.sum are tidy
	go mod tidy -diff
	go -C deploy/image mod tidy -diff
	go -C test/s3 mod tidy -diff
	go -C test/typecheck mod tidy -diff

.PHONY: openapi-lint
openapi-lint: ## Lint docs/openapi.json and the document of the tests (needs Node)
	REDOCLY_SUPPRESS_UPDATE_NOTICE=true npx --yes @redocly/cli@$(REDOCLY_VERSION) lint docs/openapi.json internal/openapi/testdata/wagons.json

# The generators and the programs are a module of their own and an npm package,
# so that what they need is not what Waybill needs.
CLIENTS         := test/clients
CLIENTS_MODULES := $(CLIENTS)/node_modules/.package-lock.json

# Some 10 MB of code, compiled in half of the time without optimizations.
GENERATED       := waybill/test/clients/generated/...

.PHONY: clients
clients: $(CLIENTS_MODULES) ## Generate clients of docs/openapi.json and run them, and a browser (needs Node, Chromium)
	cd $(CLIENTS) && go generate && go test -count=1 $(GENERATED:%=-gcflags='%=-N -l') .

$(CLIENTS_MODULES): $(CLIENTS)/package-lock.json
	cd $(CLIENTS) && npm ci --ignore-scripts --no-audit --no-fund
	touch $@

# The storage of the tests of backups in a bucket, a module of its own for the same reason.
# Without optimizations what it needs is compiled in two thirds of the time.
bin/s3: test/s3/main.go test/s3/go.mod test/s3/go.sum
	go -C test/s3 build -gcflags='github.com/...=-N -l' -ldflags='-s -w' -o '$(CURDIR)/$@' .

.PHONY: rules
rules: ## Check and test the alert rules (needs promtool)
	promtool check rules deploy/prometheus/waybill.rules.yml
	cd deploy/prometheus && promtool test rules waybill.rules.test.yml

.PHONY: lint
lint: $(GOLANGCI_LINT) ## Run golangci-lint, which includes go vet
	$(GOLANGCI_LINT) config verify
	$(GOLANGCI_LINT) run
	cd deploy/image && ../../$(GOLANGCI_LINT) run --config ../../.golangci.yml

# Without optimizations of its linters it is compiled in four fifths of the time, and takes as long
# to run.
$(GOLANGCI_LINT):
	GOBIN='$(CURDIR)/bin' go install -gcflags='github.com/...=-N -l' -ldflags='-s -w' github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_LINT_VERSION)
	mv bin/golangci-lint $@

$(NFPM):
	GOBIN='$(CURDIR)/bin' go install -trimpath github.com/goreleaser/nfpm/v2/cmd/nfpm@$(NFPM_VERSION)
	mv bin/nfpm $@

# The bill of materials has the checksum of its tool, so the tool must be the same everywhere.
$(CYCLONEDX):
	GOBIN='$(CURDIR)/bin' go install -trimpath github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@$(CYCLONEDX_VERSION)
	mv bin/cyclonedx-gomod $@

.PHONY: fetch-dist
fetch-dist: $(NFPM) $(CYCLONEDX) ## Download what `make dist` needs
	go mod download
	go -C deploy/image mod download

# By itself, so that it can be tried again when the network fails for a moment.
# To be tidy takes more modules than to build.
.PHONY: fetch
fetch: fetch-dist $(GOLANGCI_LINT) $(CLIENTS_MODULES) bin/s3 ## Download what the checks need
	go -C $(CLIENTS) mod download
	npx --yes @redocly/cli@$(REDOCLY_VERSION) --version
	go mod tidy -diff >/dev/null
	go -C deploy/image mod tidy -diff >/dev/null
	go -C test/s3 mod tidy -diff >/dev/null
	go -C test/typecheck mod tidy -diff >/dev/null

# All packages are compiled for all platforms by `make dist` only, which takes minutes.
.PHONY: cross
cross: ## Check the types of all packages for Linux, macOS and Windows, amd64 and arm64
	go -C test/typecheck run . '$(CURDIR)' $(PLATFORMS)

# SQLite and the C library that it calls are translated from C. They are compiled without the
# detector and without the check of pointers. They keep their data outside of Go's memory, where
# the detector sees nothing: even two goroutines that used one connection at once went unseen.
# The detector in SQLite took two thirds of the time of the tests, and the rest a quarter of what
# was left. The other packages of modernc.org are written in Go and keep the detector: without it,
# the linker can take their copy of sync.Map, and the detector reports races that are none.
FROM_C := modernc.org/sqlite/lib modernc.org/libc modernc.org/memory

# Packages without goroutines, locks, atomics and HTTP servers, in code and in tests, have nothing
# for the detector, and neither has the benchmark.
RACED = $$(grep -lE '\<go [A-Za-z.]+\(|\.Go\(|\<sync\.[^P]|\<atomic\.|\<httptest\.New(Unstarted)?Server' \
	$(filter-out internal/bench/%,$(call files,cmd/*.go) $(call files,internal/*.go)) | xargs dirname | sort -u | sed 's|^|./|')

# With -short, tests without concurrency are skipped. The target lint has vet, which go test
# would run on every dependency again. By default each process that ends waits a second for
# reports of the detector, and the tests run hundreds of commands. GOFLAGS, because the tests build
# the program with the same flags.
.PHONY: race race-compile
race: export GORACE := atexit_sleep_ms=10
race race-compile: export CGO_ENABLED := 1
race race-compile: export GOFLAGS := $(GOFLAGS) $(FROM_C:%='-gcflags=%=-race=false -d=checkptr=0')
race: ## Run the tests that have concurrency under the race detector (needs a C compiler)
	go test -race -short -vet=off $(RACED)

race-compile: ## Compile the packages that race tests
	go list -race -export -deps -test $(RACED) >/dev/null

.PHONY: bench
bench: ## Measure all resources on both engines, with up to 1,000,000 records (needs wrk)
	go run ./internal/bench $(BENCHFLAGS)

# A test, made long: as short as it is otherwise, it runs with all the others.
.PHONY: soak
soak: ## Load and trouble both engines for SOAKTIME (default 10m)
	go test ./cmd/waybill -count=1 -run '^TestSoak$$' -v -soak $(SOAKTIME) -timeout 0

.PHONY: fuzz
fuzz: ## Run each fuzz target for FUZZTIME (default 30s)
	@set -euo pipefail; \
	targets=$$(grep -oE '^func Fuzz\w+' /dev/null $(call files,*_test.go)) || \
		{ echo 'no fuzz targets found'; exit 1; }; \
	for target in $$(sed 's|:func |:|' <<<"$$targets"); do \
		(set -x; go test -run '^$$' -fuzz "^$${target#*:}$$" -fuzztime $(FUZZTIME) "./$$(dirname "$${target%%:*}")"); \
	done
