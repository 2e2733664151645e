package main

import (
	"fmt"
	"log/slog"
	"os"
	"runtime/debug"

	"github.com/KimMachineGun/automemlimit/memlimit"

	"waybill/internal/api"
)

// Validate checks the settings that depend on each other. kong calls it.
func (s serve) Validate() error {
	largest := max(s.MaxBody, s.MaxBatchBody)
	if least := api.LeastBodyBudget(largest); s.MaxBodies < least {
		return fmt.Errorf("--max-bodies is %d, too little for a body of %d bytes: write at least %d", s.MaxBodies, largest, least)
	}
	return nil
}

// ballast is memory that is never touched, so the system does not provide it. The
// garbage collector counts it as live, so the collector runs when the heap has grown
// by as much, and not many times a second. GOGC switches it off.
var ballast []byte //nolint:unused // it only has to be reachable

// collectLessOften trades some memory for speed.
func collectLessOften() {
	if os.Getenv("GOGC") == "" {
		ballast = make([]byte, 24<<20)
	}
}

// The limit of the heap is most of the memory of a container, or half of the memory
// of a machine, on which databases and other programs run. It does not include the
// memory of SQLite.
const (
	shareOfContainer = 0.8
	shareOfMachine   = 0.5
)

// memoryLimit returns the limit of the heap, and what it is a share of. The limit is
// 0 when the size of the memory is unknown.
func memoryLimit(container, machine memlimit.Provider) (limit int64, of string) {
	whole, err := machine()
	if err == nil {
		limit, of = int64(float64(whole)*shareOfMachine), "machine"
	}
	if part, err := container(); err == nil && (of == "" || part < whole) {
		limit, of = int64(float64(part)*shareOfContainer), "container"
	}
	return limit, of
}

// limitMemory sets the memory limit of the garbage collector, unless GOMEMLIMIT is
// set. Near the limit the collector works harder.
func limitMemory(log *slog.Logger) {
	limit, of := debug.SetMemoryLimit(-1), "GOMEMLIMIT"
	if os.Getenv("GOMEMLIMIT") == "" {
		if limit, of = memoryLimit(memlimit.FromCgroup, memlimit.FromSystem); limit <= 0 {
			log.Warn("there is no memory limit: the system does not report how much memory there is")
			return
		}
		debug.SetMemoryLimit(limit)
	}
	log.Info("memory limit", "bytes", limit, "of", of)
}
