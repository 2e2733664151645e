package main

import (
	"fmt"
	"strings"
)

// String returns two tables: the medians of the rounds, and their comparison with the
// targets.
func (r *rates) String() string {
	return fmt.Sprintf("\n## %s, %d customers\n\n%s%s\n%s",
		r.engine, r.small, r.engine.circumstances(), r.table(cases), verdicts(r.targets()))
}

func (r *rates) targets() []target {
	targets := r.ownTargets()
	targets = append(targets,
		r.ratio(createMany, bareHandler, 0.25),
		r.perSecond(batches, 300),
		r.rowsRatio(batches, rawGrouped, 0.25),
		r.ratio(createKeyed, createMany, 0.75))
	if len(r.samples[getWatched]) > 0 {
		targets = append(targets, r.ratio(getWatched, getMany, 0.90), r.ratio(createWatched, createMany, 0.90))
	}
	return append(targets,
		target{name: "most memory (PSS) after a case", values: r.mostMemory(r.rounds), format: "%.1f MiB", limit: 64, atMost: true},
		target{name: "stripped binary", values: []float64{float64(r.size) / 1e6}, format: "%.1f MB", limit: 32, atMost: true},
		startTarget(r.starts, 50))
}

// ownTargets are the targets of an engine.
func (r *rates) ownTargets() []target {
	if strings.HasPrefix(r.engine.String(), "PostgreSQL") {
		return []target{
			r.ratio(createMany, rawOne, 0.80),
			r.ratio(getMany, rawGet, 0.50),
			r.ratio(list, bareHandler, 0),
		}
	}
	return []target{
		r.ratio(createMany, rawOne, 3),
		r.ratio(createOne, rawOne, 0.35),
		r.ratio(getMany, bareHandler, 0.40),
		r.ratio(list, bareHandler, 0.08),
		r.ratio(invalid, bareHandler, 0.50),
	}
}
