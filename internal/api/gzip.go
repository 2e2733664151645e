package api

import (
	"bytes"
	"compress/gzip"
	"runtime"
	"strconv"
	"strings"
)

// leastCompressed is the length from which a list is compressed. A shorter one
// fits into a packet as it is.
const leastCompressed = 1 << 10

// compressors compress lists. There are as many as processors, so that requests
// wait for one instead of taking memory for another. nil compresses nothing.
type compressors chan *gzip.Writer

func newCompressors(wanted bool) compressors {
	if !wanted {
		return nil
	}
	all := make(compressors, runtime.GOMAXPROCS(0))
	for range cap(all) {
		all <- nil // made when it is used
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
	_, _ = writer.Write(body) // a buffer takes everything
	_ = writer.Close()
	return out.Bytes()
}

// compressed compresses a list if the client takes that. Single records are never
// compressed, because their strong ETags stand for the bytes as they are.
func (c *call) compressed(list *answer) *answer {
	all := c.server.compressors
	if all == nil {
		return list
	}
	c.started.Header().Add("Vary", "Accept-Encoding")
	if len(list.body) >= leastCompressed && takesGzip(c.Header["Accept-Encoding"]) {
		list.body = all.compress(list.body)
		list.header = append(list.header, [2]string{"Content-Encoding", "gzip"})
	}
	return list
}

// takesGzip reads Accept-Encoding, RFC 9110, section 12.5.3: whether gzip is
// accepted, and not less than no coding at all.
func takesGzip(lines []string) bool {
	const unsaid = -1
	coded, other, plain := float64(unsaid), float64(unsaid), 0.0
	for part := range strings.SplitSeq(strings.Join(lines, ","), ",") {
		coding, parameter, _ := strings.Cut(part, ";")
		switch strings.ToLower(strings.TrimSpace(coding)) {
		case "gzip", "x-gzip":
			coded = weight(parameter)
		case "*":
			other = weight(parameter)
		case "identity":
			plain = weight(parameter)
		}
	}
	if coded == unsaid {
		coded = other
	}
	return coded > 0 && coded >= plain
}

// weight reads q=0.5 and the like. Without a parameter it is 1, and 0 for one that
// cannot be understood.
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
