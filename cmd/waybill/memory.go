package main

import (
	"fmt"
	"log/slog"
	"os"
	"runtime/debug"

	"github.com/KimMachineGun/automemlimit/memlimit"

	"waybill/internal/api"
)

// Validate implements kong.Validatable.
func (s serve) Validate() error {
	largest := max(s.MaxBody, s.MaxBatchBody)
	if least := api.LeastBodyBudget(largest); s.MaxBodies < least {
		return fmt.Errorf("--max-bodies is %d, too little for a body of %d bytes: write at least %d", s.MaxBodies, largest, least)
	}
	return nil
}

// room is memory that is never used and so takes none. To the collector it
// lives, so that it runs when the program has grown by as much, and not many
// times a second because little lives here. GOGC switches that off.
var room []byte //nolint:unused // it only has to live

// collectLessOften trades some memory for speed.
func collectLessOften() {
	if os.Getenv("GOGC") == "" {
		room = make([]byte, 24<<20)
	}
}

// Of the memory of a container the collector may use most, of that of a machine
// half: databases and other programs are there, too. SQLite's own memory comes on
// top.
const (
	shareOfContainer = 0.8
	shareOfMachine   = 0.5
)

// memoryLimit gives the limit for what the collector looks after, and what it is
// a share of. It is 0 where the system does not tell how much memory there is.
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

// limitMemory has the collector work harder near the end of the memory, unless
// GOMEMLIMIT says where that is.
func limitMemory(log *slog.Logger) {
	limit, of := debug.SetMemoryLimit(-1), "GOMEMLIMIT"
	if os.Getenv("GOMEMLIMIT") == "" {
		if limit, of = memoryLimit(memlimit.FromCgroup, memlimit.FromSystem); limit <= 0 {
			log.Warn("there is no memory limit: the system does not tell how much memory there is")
			return
		}
		debug.SetMemoryLimit(limit)
	}
	log.Info("memory limit", "bytes", limit, "of", of)
}
