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
	// flushInterval and flushBytes bound the wait of access log lines, which are
	// written together: a system call for each line would cost more than the line.
	flushInterval = 100 * time.Millisecond
	flushBytes    = 64 << 10
	// queuedBytes bounds the memory of lines that wait for a reader.
	queuedBytes = 1 << 20
	// flushTimeout bounds how long a program that ends waits for the reader of its log.
	flushTimeout = time.Second
)

// logQueue is an io.Writer of lines to a file whose reader may be slow or gone. It
// never waits for the reader. Lines that the file does not accept at once wait in
// memory; when the memory is full, further lines are dropped and counted.
type logQueue struct {
	to      io.Writer
	ready   func() bool                // whether to accepts atOnce bytes without blocking; nil for always
	report  func(dropped int64) []byte // returns the line that reports dropped lines
	dropped atomic.Int64               // all lines that were dropped

	mu         sync.Mutex
	waiting    []byte
	unreported int64         // dropped lines that no line has reported yet
	writing    chan struct{} // closed when the writing goroutine ends; nil while there is none
}

func newLogQueue(to io.Writer, report func(dropped int64) []byte) *logQueue {
	q := &logQueue{to: to, report: report}
	if file, ok := to.(*os.File); ok {
		q.ready = func() bool { return isWritable(file) }
	}
	return q
}

// Write appends a line. If the file accepts the line, Write writes it before it
// returns, so a crash right afterwards does not lose it.
func (q *logQueue) Write(line []byte) (int, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.add(line)
	return len(line), q.writeNow()
}

// add appends a line to the waiting lines, or drops it.
func (q *logQueue) add(line []byte) {
	if len(q.waiting)+len(line) > queuedBytes {
		q.dropped.Add(1)
		q.unreported++
		return
	}
	q.waiting = append(q.waiting, line...)
}

// writeNow writes as many of the waiting lines as the file accepts without blocking.
// The goroutine writes the rest.
func (q *logQueue) writeNow() (err error) {
	if q.writing != nil {
		return nil
	}
	left := q.waiting
	for len(left) > 0 && err == nil && (q.ready == nil || q.ready()) {
		part := left
		if q.ready != nil {
			part = left[:min(len(left), atOnce)]
		}
		left, err = left[len(part):], q.write(part)
	}
	q.waiting = append(q.waiting[:0], left...)
	q.start()
	return err
}

// write writes to the file. Lines that cannot be written count as dropped.
func (q *logQueue) write(part []byte) error {
	written, err := q.to.Write(part)
	if err != nil {
		q.dropped.Add(int64(bytes.Count(part[written:], []byte{'\n'})))
	}
	return err
}

// start starts the writing goroutine when there is something to write.
func (q *logQueue) start() {
	if q.writing == nil && len(q.waiting) > 0 {
		q.writing = make(chan struct{})
		go q.run()
	}
}

func (q *logQueue) run() {
	for part := q.next(nil); part != nil; part = q.next(part) {
		_ = q.write(part) // the log is the only place to report it
	}
}

// next returns the waiting lines, or nil, which ends the goroutine. It reuses the
// memory of the lines that were written. When lines were dropped, the reader reads
// again now, so next adds the line that reports them.
func (q *logQueue) next(written []byte) []byte {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.unreported > 0 {
		q.waiting = append(q.waiting, q.report(q.unreported)...)
		q.unreported = 0
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

// flush waits until the waiting lines are written, up to flushTimeout.
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
	case <-time.After(flushTimeout):
	}
}

// delayed is a logQueue whose lines wait for flushInterval, to be written together. A
// crash of the program loses these lines.
type delayed struct{ *logQueue }

// Write appends a line. It never blocks and never fails.
func (l delayed) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.waiting) == 0 && l.writing == nil {
		time.AfterFunc(flushInterval, l.wake)
	}
	if l.add(line); len(l.waiting) >= flushBytes {
		l.start()
	}
	return len(line), nil
}
