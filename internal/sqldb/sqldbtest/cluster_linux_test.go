package sqldbtest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A system allows a few thousand segments of shared memory, so a run of the tests must not
// leave a segment.
func TestAKilledServerLeavesNoSharedMemory(t *testing.T) {
	t.Parallel()
	c := NewCluster(t)
	segment := c.segment(t)
	if !slices.Contains(segments(t), segment) {
		t.Fatalf("the segment %s of the running server is not listed", segment)
	}
	c.Kill()
	c.Stop()
	if slices.Contains(segments(t), segment) {
		t.Errorf("the segment %s is left", segment)
	}
}

// segment returns the id of the shared memory of a running server. It is the last field of the
// seventh line of postmaster.pid.
func (c *Cluster) segment(t *testing.T) string {
	t.Helper()
	file, err := os.ReadFile(filepath.Join(c.data, "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(file), "\n")
	if len(lines) < 7 || strings.TrimSpace(lines[6]) == "" {
		t.Fatalf("postmaster.pid has no shared memory: %q", file)
	}
	fields := strings.Fields(lines[6])
	return fields[len(fields)-1]
}

// segments returns the ids of all segments of the system. The id is the second field of a line.
func segments(t *testing.T) (ids []string) {
	t.Helper()
	table, err := os.ReadFile("/proc/sysvipc/shm")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		ids = append(ids, strings.Fields(line)[1])
	}
	return ids
}
