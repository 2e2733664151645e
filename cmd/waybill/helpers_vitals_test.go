package main

import (
	"bufio"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// vitals are what a server holds. What cannot be known here is 0.
type vitals struct {
	memory     int // in bytes; what is shared with others counts by its part
	threads    int
	files      int // open ones, connections included
	goroutines int
}

func (v vitals) String() string {
	return fmt.Sprintf("%.1f MiB, %d threads, %d open files, %d goroutines",
		float64(v.memory)/(1<<20), v.threads, v.files, v.goroutines)
}

// within reports whether nothing is more than in others by more than a server
// may take for what comes and goes. In less than a minute it takes its time to
// fill its caches.
func (v vitals) within(others vitals) bool {
	const some, moreMemory = 20, 16 << 20
	grown := *soakTime >= time.Minute && !raceDetector() && v.memory > others.memory+others.memory/4+moreMemory
	return !grown && v.threads <= others.threads+some && v.files <= others.files+some && v.goroutines <= others.goroutines+some
}

// mustBeFlat expects that the server holds not much more than it did. It gives
// back some of what it took only after a time.
func (s *soak) mustBeFlat(before vitals) {
	s.t.Helper()
	now := s.vitals()
	for deadline := time.Now().Add(testTimeout); !now.within(before) && time.Now().Before(deadline); now = s.vitals() {
		time.Sleep(100 * time.Millisecond)
	}
	s.t.Logf("at first %s; in the end %s", before, now)
	if !now.within(before) {
		s.t.Errorf("the server had %s, and has %s", before, now)
	}
}

func (s *soak) vitals() (v vitals) {
	s.t.Helper()
	v.goroutines = s.goroutines()
	if runtime.GOOS != "linux" {
		return v
	}
	folder := fmt.Sprintf("/proc/%d/", s.server.cmd.Process.Pid)
	v.memory = s.number(folder+"smaps_rollup", `Pss:\s+(\d+) kB`) << 10
	v.threads = s.number(folder+"status", `Threads:\s+(\d+)`)
	files, err := os.ReadDir(folder + "fd")
	if err != nil {
		s.t.Fatal(err)
	}
	v.files = len(files)
	return v
}

// number finds a number in a file.
func (s *soak) number(file, pattern string) int {
	s.t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		s.t.Fatal(err)
	}
	match := regexp.MustCompile(pattern).FindSubmatch(text)
	if match == nil {
		s.t.Fatalf("%s has no %s", file, pattern)
	}
	number, _ := strconv.Atoi(string(match[1])) // only digits match
	return number
}

// goroutines asks the server, where it tells.
func (s *soak) goroutines() int {
	s.t.Helper()
	if s.metrics == "" {
		return 0
	}
	got, err := http.Get(s.metrics)
	if err != nil {
		s.t.Fatal(err)
	}
	defer got.Body.Close()
	for lines := bufio.NewScanner(got.Body); lines.Scan(); {
		if value, ok := strings.CutPrefix(lines.Text(), "go_goroutines "); ok {
			number, _ := strconv.Atoi(value)
			return number
		}
	}
	s.t.Fatalf("%s does not tell go_goroutines", s.metrics)
	return 0
}
