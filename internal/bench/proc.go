package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// tick is the unit of times in /proc, which is the same on every Linux.
const tick = 10 * time.Millisecond

// cpuTime returns the user and system time of a process.
func cpuTime(pid int) (time.Duration, error) {
	return statTimes(fmt.Sprintf("/proc/%d/stat", pid), ")", 11, 12)
}

// othersTime returns the processor time of the machine without this process and the
// children that it has waited for.
func othersTime() (time.Duration, error) {
	// user, nice, system, irq, softirq, steal: all except idle and iowait.
	all, err1 := statTimes("/proc/stat", "cpu", 0, 1, 2, 5, 6, 7)
	ours, err2 := statTimes("/proc/self/stat", ")", 11, 12, 13, 14)
	return all - ours, errors.Join(err1, err2)
}

// familyTime returns the processor time of a process and its children, including
// children that have ended.
func familyTime(pid int) (time.Duration, error) {
	sum, err := statTimes(fmt.Sprintf("/proc/%d/stat", pid), ")", 11, 12, 13, 14)
	if err != nil {
		return 0, err
	}
	children, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	if err != nil {
		return 0, err
	}
	for child := range strings.FieldsSeq(string(children)) {
		number, err := strconv.Atoi(child)
		if err != nil {
			return 0, err
		}
		took, err := cpuTime(number)
		if errors.Is(err, os.ErrNotExist) {
			continue // the process has ended
		}
		if err != nil {
			return 0, err
		}
		sum += took
	}
	return sum, nil
}

// statTimes adds fields that follow a mark in the first line of a file of /proc. It
// looks for the last mark, because the name of a program, in brackets, may contain
// any text.
func statTimes(file, mark string, fields ...int) (time.Duration, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return 0, err
	}
	line, _, _ := strings.Cut(string(content), "\n")
	counts := strings.Fields(line[strings.LastIndex(line, mark)+len(mark):])
	sum := int64(0)
	for _, field := range fields {
		if field >= len(counts) {
			return 0, fmt.Errorf("%s is not as expected: %q", file, line)
		}
		count, err := strconv.ParseInt(counts[field], 10, 64)
		if err != nil {
			return 0, fmt.Errorf("%s is not as expected: %w", file, err)
		}
		sum += count
	}
	return time.Duration(sum) * tick, nil
}

var (
	pssPattern       = regexp.MustCompile(`(?m)^Pss:\s+(\d+) kB$`)
	availablePattern = regexp.MustCompile(`(?m)^MemAvailable:\s+(\d+) kB$`)
)

// proportionalMemory returns the PSS of a process in bytes: memory that it shares
// counts in proportion.
func proportionalMemory(pid int) (int64, error) {
	return kilobytes(fmt.Sprintf("/proc/%d/smaps_rollup", pid), pssPattern)
}

// availableMemory returns the bytes that programs can still use, without swapping.
func availableMemory() (int64, error) { return kilobytes("/proc/meminfo", availablePattern) }

// kilobytes returns the number of bytes of a line of a file of /proc.
func kilobytes(file string, line *regexp.Regexp) (int64, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return 0, err
	}
	match := line.FindSubmatch(content)
	if match == nil {
		return 0, fmt.Errorf("%s has no line %s", file, line)
	}
	count, err := strconv.ParseInt(string(match[1]), 10, 64)
	return count << 10, err
}

var modelPattern = regexp.MustCompile(`(?m)^model name\s*: (.*)$`)

// describe returns the machine and the versions that the numbers depend on.
func (b *bench) describe(ctx context.Context) string {
	model := "unknown processor"
	if info, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		if match := modelPattern.FindSubmatch(info); match != nil {
			model = string(match[1])
		}
	}
	version, _ := command(ctx, b.program, "version").Output()
	return fmt.Sprintf("%s\n%s, %d processors", strings.TrimSpace(string(version)), model, runtime.NumCPU())
}
