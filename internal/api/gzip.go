package api

import (
	"bytes"
	"compress/gzip"
	"runtime"
	"strconv"
	"strings"
)

// This file compresses lists with gzip. A single record is never compressed, because
// its strong ETag names the bytes of the body.

// leastCompressed is the size of the smallest list that is compressed. A smaller list
// fits into a packet anyway.
const leastCompressed = 1 << 10

// compressors is a pool of gzip writers, one for each processor. Requests wait for a
// writer, so the memory of the pool is bounded. A nil pool compresses nothing.
type compressors chan *gzip.Writer

func newCompressors(enabled bool) compressors {
	if !enabled {
		return nil
	}
	all := make(compressors, runtime.GOMAXPROCS(0))
	for range cap(all) {
		all <- nil // a writer is created when it is used
	}
	return all
}

func (all compressors) compress(body []byte) []byte {
	writer := <-all
	if writer == nil {
		writer, _ = gzip.NewWriterLevel(nil, gzip.BestSpeed) // fails only for an unknown level
	}
	defer func() { all <- writer }()
	out := bytes.NewBuffer(make([]byte, 0, len(body)/4))
	writer.Reset(out)
	_, _ = writer.Write(body) // never fails on a buffer
	_ = writer.Close()
	return out.Bytes()
}

// compressList compresses a list if the client accepts gzip.
func (all compressors) compressList(c *call, list *answer) *answer {
	if all == nil {
		return list
	}
	c.header.Add("Vary", "Accept-Encoding")
	if len(list.body) >= leastCompressed && takesGzip(c.Header["Accept-Encoding"]) {
		list.body = all.compress(list.body)
		list.header = append(list.header, [2]string{"Content-Encoding", "gzip"})
	}
	return list
}

// takesGzip reports whether Accept-Encoding, RFC 9110, section 12.5.3, accepts gzip and
// does not prefer an answer without a coding.
func takesGzip(lines []string) bool {
	const missing = -1
	gzipWeight, anyWeight, identityWeight := float64(missing), float64(missing), 0.0
	for part := range strings.SplitSeq(strings.Join(lines, ","), ",") {
		coding, parameter, _ := strings.Cut(part, ";")
		switch strings.ToLower(strings.TrimSpace(coding)) {
		case "gzip", "x-gzip":
			gzipWeight = weight(parameter)
		case "*":
			anyWeight = weight(parameter)
		case "identity":
			identityWeight = weight(parameter)
		}
	}
	if gzipWeight == missing {
		gzipWeight = anyWeight
	}
	return gzipWeight > 0 && gzipWeight >= identityWeight
}

// weight parses a weight such as q=0.5. It returns 1 for no parameter, and 0 for one
// that cannot be parsed.
func weight(parameter string) float64 {
	if parameter == "" {
		return 1
	}
	name, value, _ := strings.Cut(parameter, "=")
	q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || !strings.EqualFold(strings.TrimSpace(name), "q") || !(q >= 0 && q <= 1) {
		return 0
	}
	return q
}
