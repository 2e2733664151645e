// Package bucket keeps files in a bucket of storage that speaks the protocol of Amazon S3.
//
// A file is in the bucket as a whole or not at all: large files are sent in parts that nobody
// sees before the last of them. Whoever must know that the storage has kept the bytes reads
// them back.
package bucket

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"strings"
	"time"
	"unicode"

	"github.com/minio/minio-go/v7"
)

const (
	// mostObjects is how many objects a list may have, because the list is in memory.
	mostObjects = 100_000
	// listTimeout bounds a list, whose pages could go on for ever.
	listTimeout = 10 * time.Minute
	// attempts is how often a request is made in all.
	attempts = 4
	// resumptions is how often a download that was cut is continued.
	resumptions = 5
	// mostText is how much of an answer is quoted in an error.
	mostText = 300
)

// Place is where files are kept: a bucket, and what their names begin with in it.
type Place struct {
	Bucket string
	Prefix string // empty, or ends with a slash
}

// ParsePlace parses s3://BUCKET or s3://BUCKET/PREFIX. Its error does not quote the text, in which
// somebody may have written a key.
func ParsePlace(text string) (Place, error) {
	rest, ok := strings.CutPrefix(text, "s3://")
	bucket, prefix, _ := strings.Cut(rest, "/")
	prefix = strings.Trim(prefix, "/")
	switch {
	case !ok:
		return Place{}, errors.New("this is not a place in a bucket: write s3://BUCKET or s3://BUCKET/PREFIX")
	case !isBucket(bucket):
		return Place{}, errors.New("this is not the name of a bucket: it has 3 to 63 lower-case letters, digits, dots and hyphens")
	case !isPrefix(prefix):
		return Place{}, errors.New("this is not a prefix in a bucket: write words of letters, digits and -_. with single slashes between them")
	}
	if prefix != "" {
		prefix += "/"
	}
	return Place{bucket, prefix}, nil
}

// ParseFile parses s3://BUCKET/NAME or s3://BUCKET/PREFIX/NAME.
func ParseFile(text string) (place Place, name string, err error) {
	at := strings.LastIndexByte(text, '/')
	if name = text[at+1:]; at < len("s3://") || !isPrefix(name) || name == "" {
		return place, "", errors.New("this is not a file in a bucket: write s3://BUCKET/NAME or s3://BUCKET/PREFIX/NAME")
	}
	place, err = ParsePlace(text[:at])
	return place, name, err
}

func isBucket(name string) bool {
	return len(name) >= 3 && len(name) <= 63 && name[0] != '.' && name[0] != '-' && !strings.Contains(name, "..") &&
		!strings.ContainsFunc(name, func(r rune) bool {
			return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' && r != '.'
		})
}

func isPrefix(prefix string) bool {
	if prefix == "" {
		return true
	}
	if len(prefix) > 500 {
		return false
	}
	for word := range strings.SplitSeq(prefix, "/") {
		if word == "" || word == "." || word == ".." || strings.ContainsFunc(word, func(r rune) bool {
			return r >= unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.", r)
		}) {
			return false
		}
	}
	return true
}

// String returns the place as ParsePlace takes it.
func (p Place) String() string {
	return "s3://" + p.Bucket + strings.TrimSuffix("/"+p.Prefix, "/")
}

// File returns the address of a file.
func (p Place) File(name string) string { return p.String() + "/" + name }

// Endpoint is the address of a storage. The zero value is Amazon's.
type Endpoint struct {
	Host     string // with a port, if it is not that of the scheme
	Insecure bool   // HTTP without TLS
}

// ParseEndpoint parses https://HOST or http://HOST, with or without a port.
func ParseEndpoint(text string) (Endpoint, error) {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return Endpoint{}, errors.New("this is not the address of a storage: write https://HOST or http://HOST:PORT")
	}
	if u.User != nil {
		return Endpoint{}, errors.New("the address of a storage has no user and no password: the keys are in a file or in variables")
	}
	if strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return Endpoint{}, errors.New("the address of a storage ends with its host or its port: the bucket is in s3://BUCKET/PREFIX")
	}
	return Endpoint{Host: u.Host, Insecure: u.Scheme == "http"}, nil
}

// host returns the host of the endpoint, Amazon's for the zero value.
func (e Endpoint) host() string {
	if e.Host == "" {
		return "s3.amazonaws.com"
	}
	return e.Host
}

// Addressing says where a request names the bucket.
type Addressing string

// The ways to name the bucket.
const (
	Auto   Addressing = "auto" // as the provider wants it, and in the path for one that is not known
	InPath Addressing = "path" // https://HOST/BUCKET/…
	InHost Addressing = "host" // https://BUCKET.HOST/…
)

func (a Addressing) lookup() minio.BucketLookupType {
	switch a {
	case InPath:
		return minio.BucketLookupPath
	case InHost:
		return minio.BucketLookupDNS
	}
	return minio.BucketLookupAuto
}

// Options are the settings of a store.
type Options struct {
	Endpoint   Endpoint
	Region     string     // empty to ask the storage
	Addressing Addressing // empty for Auto
	// Keys is a file in the form of ~/.aws/credentials; empty for the variables AWS_* and the
	// files that they name.
	Keys string
}

// Store keeps files in a place. It is for concurrent use.
type Store struct {
	Place
	client minio.Core
}

// Open returns the store of a place. It fails if there are no keys; it does not connect.
func Open(place Place, o Options) (*Store, error) {
	keys, err := readKeys(o.Keys)
	if err != nil {
		return nil, err
	}
	client, err := minio.New(o.Endpoint.host(), &minio.Options{
		Creds: keys, Secure: !o.Endpoint.Insecure, Region: o.Region, BucketLookup: o.Addressing.lookup(),
		MaxRetries: attempts, Transport: newTransport(stalledAfter),
	})
	if err != nil {
		return nil, fmt.Errorf("the storage %s: %w", o.Endpoint.host(), err)
	}
	return &Store{place, minio.Core{Client: client}}, nil
}

// Object is a file in a store.
type Object struct {
	Name string
	Size int64
	At   time.Time // when the storage got it
}

// List returns the files of the place, without those deeper in it.
func (s *Store) List(ctx context.Context) (objects []Object, err error) {
	ctx, cancel := context.WithTimeout(ctx, listTimeout)
	defer cancel()
	seen := 0
	for o := range s.client.ListObjectsIter(ctx, s.Bucket, minio.ListObjectsOptions{Prefix: s.Prefix}) {
		if o.Err != nil {
			return nil, s.failure("list "+s.String(), o.Err)
		}
		if seen++; seen > mostObjects {
			return nil, fmt.Errorf("list %s: it has more than %d objects: give the backups a prefix of their own", s, mostObjects)
		}
		if name, ok := strings.CutPrefix(o.Key, s.Prefix); ok && name != "" && !strings.Contains(name, "/") {
			objects = append(objects, Object{name, o.Size, o.LastModified})
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return objects, nil
}

// Put sends what a reader has from its position, as a file of a size, which must not be 0: a storage
// may answer before it has read the signature after an empty file, and then takes that for the next
// request. A failure leaves no file of that name that was not there before. What was sent of it is
// removed, unless the storage cannot be reached any more: see RemoveUnfinished. One part is in memory:
// 16 MiB, and more beyond 160 GB.
func (s *Store) Put(ctx context.Context, name string, from io.Reader, size int64) error {
	if size <= 0 {
		return fmt.Errorf("send %s: it is empty", s.File(name))
	}
	_, err := s.client.Client.PutObject(ctx, s.Bucket, s.Prefix+name, from, size, minio.PutObjectOptions{
		ContentType: "application/octet-stream", SendContentMd5: true,
	})
	return s.failure("send "+s.File(name), err)
}

// Read writes a file to a writer, up to a number of bytes, and returns how many were written.
// What is cut is continued a few times. It fails with fs.ErrNotExist if there is no such file,
// and if the file is longer.
func (s *Store) Read(ctx context.Context, name string, most int64, to io.Writer) (n int64, err error) {
	var version string
	for range resumptions {
		var more int64
		var end bool
		more, version, end, err = s.readFrom(ctx, name, n, version, most, to)
		n += more
		if end {
			break
		}
	}
	return n, s.failure("read "+s.File(name), err)
}

// errTooLong says that a file is longer than it was to be.
var errTooLong = errors.New("it is longer than it should be")

// readFrom reads the rest of a file from an offset, in the version of the earlier parts. At the
// end there is nothing to continue.
func (s *Store) readFrom(ctx context.Context, name string, offset int64, version string, most int64, to io.Writer) (n int64, v string, end bool, err error) {
	var o minio.GetObjectOptions
	if offset > 0 {
		if err := errors.Join(o.SetRange(offset, 0), o.SetMatchETag(version)); err != nil {
			return 0, version, true, err
		}
	}
	body, about, header, err := s.client.GetObject(ctx, s.Bucket, s.Prefix+name, o)
	if err != nil {
		return 0, version, true, err // it was tried several times
	}
	defer func() { _ = body.Close() }()
	if offset > 0 && !strings.HasPrefix(header.Get("Content-Range"), fmt.Sprintf("bytes %d-", offset)) {
		return 0, version, true, errors.New("the storage does not continue what was cut")
	}
	w := &target{to: to}
	n, err = io.Copy(w, io.LimitReader(body, most-offset+1))
	switch {
	case w.err != nil:
		return n, about.ETag, true, w.err
	case err != nil && ctx.Err() == nil && about.ETag != "":
		return n, about.ETag, false, err
	case err == nil && offset+n > most:
		err = errTooLong
	}
	return n, about.ETag, true, err
}

// target is a writer that remembers its error, which is not one of the storage.
type target struct {
	to  io.Writer
	err error
}

func (t *target) Write(p []byte) (n int, err error) {
	n, t.err = t.to.Write(p)
	return n, t.err
}

// Remove removes a file. It does not fail if there is none.
func (s *Store) Remove(ctx context.Context, name string) error {
	return s.failure("remove "+s.File(name), s.client.RemoveObject(ctx, s.Bucket, s.Prefix+name, minio.RemoveObjectOptions{}))
}

// RemoveUnfinished removes the parts of files that were begun before a time and not finished,
// if their names are among those that the caller removes.
func (s *Store) RemoveUnfinished(ctx context.Context, before time.Time, ours func(name string) bool) error {
	ctx, cancel := context.WithTimeout(ctx, listTimeout)
	defer cancel()
	seen := 0
	for upload := range s.client.ListIncompleteUploads(ctx, s.Bucket, s.Prefix, true) {
		if upload.Err != nil {
			return s.failure("list the unfinished uploads to "+s.String(), upload.Err)
		}
		if seen++; seen > mostObjects {
			return fmt.Errorf("list the unfinished uploads to %s: there are more than %d", s, mostObjects)
		}
		name, ok := strings.CutPrefix(upload.Key, s.Prefix)
		if !ok || !ours(name) || !upload.Initiated.Before(before) {
			continue
		}
		if err := s.client.AbortMultipartUpload(ctx, s.Bucket, upload.Key, upload.UploadID); err != nil {
			return s.failure("remove an unfinished upload of "+s.File(name), err)
		}
	}
	return ctx.Err()
}

// failure says what failed, and what the storage answered, in one short line.
func (s *Store) failure(what string, err error) error {
	if err == nil {
		return nil
	}
	answer, ok := errors.AsType[minio.ErrorResponse](err)
	switch {
	case !ok:
		return &failure{what + ": " + short(err.Error()), err}
	case answer.Code == minio.NoSuchKey:
		return &failure{what + ": " + fs.ErrNotExist.Error(), fs.ErrNotExist}
	}
	return fmt.Errorf("%s: the storage answered %s (%d): %s", what, short(answer.Code), answer.StatusCode, short(answer.Error()))
}

// failure is an error whose text is short, because the storage may have written that of its cause.
type failure struct {
	text  string
	cause error
}

func (f *failure) Error() string { return f.text }
func (f *failure) Unwrap() error { return f.cause }

// short returns the beginning of a text that the storage wrote, without control characters.
func short(text string) string {
	if len(text) > mostText {
		text = text[:mostText] + "…"
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar {
			return ' '
		}
		return r
	}, text)
}
