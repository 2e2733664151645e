package sqldbtest

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// initdb creates the data of a server in an empty folder: a copy of the data that it
// created for an earlier test, which costs a tenth of the program.
func initdb(binaries, data string) error {
	kept, err := keptData(binaries)
	if err != nil {
		return runInitdb(binaries, data) // there is no folder for caches
	}
	if _, err := os.Stat(kept); err == nil {
		return copyData(data, kept)
	}
	if err := runInitdb(binaries, data); err != nil {
		return err
	}
	keep(kept, data)
	return nil
}

// initdbArguments are the arguments of initdb besides the folder. Small segments of the
// WAL are quicker to copy.
var initdbArguments = []string{
	"--username", "waybill", "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8",
	"--wal-segsize", "1", "--no-sync", "--no-instructions",
}

func runInitdb(binaries, data string) error {
	program := command(filepath.Join(binaries, "initdb"), append([]string{"--pgdata", data}, initdbArguments...)...)
	if output, err := program.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, output)
	}
	return nil
}

// keptData returns the folder that keeps the data of a program with its arguments.
func keptData(binaries string) (string, error) {
	caches, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	program, err := os.Stat(filepath.Join(binaries, "postgres"))
	if err != nil {
		return "", err
	}
	of := fmt.Sprint(binaries, program.Size(), program.ModTime().UnixNano(), strings.Join(initdbArguments, " "))
	return filepath.Join(caches, fmt.Sprintf("waybill-test-initdb-%x", sha256.Sum256([]byte(of)))), nil
}

// keep keeps data for later tests. Other tests may do so at the same time: the first
// wins. A failure costs only the time of initdb in the next test.
func keep(kept, data string) {
	folder, err := os.MkdirTemp(filepath.Dir(kept), "waybill-test-initdb-")
	if err != nil {
		return
	}
	defer func() { _ = os.RemoveAll(folder) }()
	whole := filepath.Join(folder, "data")
	if os.CopyFS(whole, os.DirFS(data)) == nil {
		_ = os.Rename(whole, kept)
	}
}

// copyData copies kept data for the user that runs the server.
func copyData(data, kept string) error {
	if err := os.CopyFS(data, os.DirFS(kept)); err != nil {
		return err
	}
	return filepath.WalkDir(data, func(path string, _ os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return giveAway(path)
	})
}
