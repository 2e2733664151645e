package main

import (
	"bytes"
	"io"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

const (
	// gatheredTime and gatheredBytes bound how long lines of requests wait to be
	// written together: a system call for each would cost more than the line.
	gatheredTime  = 100 * time.Millisecond
	gatheredBytes = 64 << 10
	// queuedBytes bounds the memory of lines that nobody reads.
	queuedBytes = 1 << 20
	// flushPatience is how long a program that ends waits for the reader of its log.
	flushPatience = time.Second
)

// logQueue is an io.Writer of lines in front of a file whose reader may be slow or
// gone. It never waits for the reader: what the file does not take at once waits
// in memory, and when that is full further lines are dropped and counted.
type logQueue struct {
	to      io.Writer
	takes   func() bool                // whether to takes atOnce bytes without waiting; nil for always
	tell    func(dropped int64) []byte // the line that says how many were dropped
	dropped atomic.Int64               // lines, in total

	mu      sync.Mutex
	waiting []byte
	untold  int64         // dropped lines that no line speaks of yet
	writing chan struct{} // closed when the goroutine that writes ends; nil while there is none
}

func newLogQueue(to io.Writer, tell func(dropped int64) []byte) *logQueue {
	q := &logQueue{to: to, tell: tell}
	if file, ok := to.(*os.File); ok {
		q.takes = func() bool { return isWritable(file) }
	}
	return q
}

// Write writes a line behind those that wait, before it returns if the file takes
// it: a crash right afterwards does not lose it.
func (q *logQueue) Write(line []byte) (int, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.add(line)
	return len(line), q.writeNow()
}

// add has a line wait, or drops it.
func (q *logQueue) add(line []byte) {
	if len(q.waiting)+len(line) > queuedBytes {
		q.dropped.Add(1)
		q.untold++
		return
	}
	q.waiting = append(q.waiting, line...)
}

// writeNow writes what waits, as far as the file takes it without waiting. The
// rest is for the goroutine.
func (q *logQueue) writeNow() (err error) {
	if q.writing != nil {
		return nil
	}
	left := q.waiting
	for len(left) > 0 && err == nil && (q.takes == nil || q.takes()) {
		part := left
		if q.takes != nil {
			part = left[:min(len(left), atOnce)]
		}
		left, err = left[len(part):], q.write(part)
	}
	q.waiting = append(q.waiting[:0], left...)
	q.start()
	return err
}

// write counts lines that cannot be written as dropped.
func (q *logQueue) write(part []byte) error {
	written, err := q.to.Write(part)
	if err != nil {
		q.dropped.Add(int64(bytes.Count(part[written:], []byte{'\n'})))
	}
	return err
}

// start starts the goroutine that writes, when there is something to write.
func (q *logQueue) start() {
	if q.writing == nil && len(q.waiting) > 0 {
		q.writing = make(chan struct{})
		go q.run()
	}
}

func (q *logQueue) run() {
	for part := q.next(nil); part != nil; part = q.next(part) {
		_ = q.write(part) // there is nowhere to say that it failed
	}
}

// next gives what waits, or nil and the end. It takes the memory of what was
// written. When lines were dropped, the reader reads again now, and is told.
func (q *logQueue) next(written []byte) []byte {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.untold > 0 {
		q.waiting = append(q.waiting, q.tell(q.untold)...)
		q.untold = 0
	}
	if len(q.waiting) == 0 {
		close(q.writing)
		q.writing = nil
		return nil
	}
	part := q.waiting
	q.waiting = written[:0]
	return part
}

func (q *logQueue) wake() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.start()
}

// flush writes what waits. It gives up on a file that does not take it.
func (q *logQueue) flush() {
	q.mu.Lock()
	q.start()
	writing := q.writing
	q.mu.Unlock()
	if writing == nil {
		return
	}
	select {
	case <-writing:
	case <-time.After(flushPatience):
	}
}

// lazily is a logQueue whose lines wait for others for a moment. A crash loses
// them.
type lazily struct{ *logQueue }

// Write implements io.Writer.
func (l lazily) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.waiting) == 0 && l.writing == nil {
		time.AfterFunc(gatheredTime, l.wake)
	}
	if l.add(line); len(l.waiting) >= gatheredBytes {
		l.start()
	}
	return len(line), nil
}
