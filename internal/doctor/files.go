package doctor

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/dustin/go-humanize"

	"waybill/internal/sqldb"
)

const (
	// leastFree is what must be free on the disk of a database, and scarceFree what should be.
	leastFree  = 100 << 20
	scarceFree = 1 << 30
)

// databaseDisk looks at the disk of the SQLite file.
func (e *Exam) databaseDisk(context.Context) Result {
	if sqldb.IsPostgres(e.Database) {
		return Fine("the database is on another disk, of its server")
	}
	folder := filepath.Dir(strings.TrimPrefix(e.Database, "sqlite:"))
	free, err := e.Free(folder)
	switch {
	case err != nil:
		return Warn(ask, "the free disk of %s is not known: %v", folder, err)
	case free < leastFree:
		return Fail("free disk now: writes are about to fail", "the disk of the database has %s free", humanize.IBytes(free))
	case free < scarceFree:
		return Warn("free disk", "the disk of the database has %s free", humanize.IBytes(free))
	}
	return Fine("the disk of the database has %s free", humanize.IBytes(free))
}

// temporaryDisk looks at the folder in which the files of imports are kept.
func (e *Exam) temporaryDisk(context.Context) Result {
	folder := os.TempDir()
	free, err := e.Free(folder)
	switch {
	case err != nil:
		return Warn("let TMPDIR name a folder that the server can write to", "the free disk of %s is not known: %v", folder, err)
	case free < uint64(max(e.MaxImport, 0)):
		return Warn("free disk, let TMPDIR name another folder, or lower --max-import", "the disk of temporary files, %s, has %s free, and an import may need %s", folder, humanize.IBytes(free), humanize.IBytes(uint64(e.MaxImport)))
	}
	return Fine("the disk of temporary files has %s free", humanize.IBytes(free))
}

// othersMayRead are the bits that let everybody read or write.
const othersMayRead, othersMayWrite = 0o004, 0o002

func isOpenToOthers(mode fs.FileMode) bool {
	return runtime.GOOS != "windows" && mode.Perm()&(othersMayRead|othersMayWrite) != 0
}

func (e *Exam) databaseFiles(context.Context) Result {
	files, err := sqldb.Files(e.Database)
	if err != nil {
		return Warn(ask, "the files of the database cannot be looked at: %v", err)
	}
	var open []string
	for _, f := range files {
		if isOpenToOthers(f.Mode) {
			open = append(open, f.Name)
		}
	}
	if len(open) > 0 {
		return Warn("let only their owner read and write them: chmod 600", "every user of this machine can read or write %s", listed(open))
	}
	return Fine("other users of this machine cannot read the files of the database")
}

// secretFiles looks at the modes of the files with secrets. That a file is missing is for the
// check that needs it.
func (e *Exam) secretFiles(context.Context) Result {
	var open []string
	for _, file := range append(append([]string{e.SecretKey}, e.MailFiles...), e.Secrets...) {
		if file == "" {
			continue
		}
		info, err := os.Stat(file)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return Warn(ask, "%v", err)
		case isOpenToOthers(info.Mode()):
			open = append(open, file)
		}
	}
	if len(open) > 0 {
		return Fail("let only their owner read and write them (chmod 600), and replace the secrets if others use the machine", "every user of this machine can read or write %s", listed(open))
	}
	return Fine("other users of this machine cannot read the files with secrets")
}

// firstKey looks for the file with the first key, which should have been removed.
func (e *Exam) firstKey(context.Context) Result {
	_, err := os.Stat(e.FirstKey)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Fine("no file has the first key")
	case err != nil:
		return Warn(ask, "%v", err)
	}
	return Warn("give the key to its client and remove the file", "the file %s still has the first key", e.FirstKey)
}
