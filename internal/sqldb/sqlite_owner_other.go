//go:build !unix

package sqldb

import "io/fs"

// giveTo does nothing: a new file inherits the access rights of its folder.
func giveTo(string, fs.FileInfo) {}

// syncFolder does nothing: the system has no such call, and journals names itself.
func syncFolder(string) error { return nil }
