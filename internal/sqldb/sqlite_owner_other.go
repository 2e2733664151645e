//go:build !unix

package sqldb

import "io/fs"

// giveTo does nothing: a new file has the access that its folder hands down.
func giveTo(string, fs.FileInfo) {}

// syncFolder does nothing: the system has no such call, and keeps a journal of
// the names.
func syncFolder(string) error { return nil }
