package geo

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"waybill/internal/geo/geonames"
)

// File is the name of a file of postal codes of GeoNames, as text or in the ZIP file in
// which GeoNames publishes it.
type File string

// read calls each for every place of the file. An error names the file and the line.
func (f File) read(each func(geonames.Place) error) error {
	content, err := f.open()
	if err != nil {
		return err
	}
	err = geonames.Read(content, each)
	if err = errors.Join(err, content.Close()); err != nil {
		return fmt.Errorf("%s: %w", f, err)
	}
	return nil
}

func (f File) open() (io.ReadCloser, error) {
	if !strings.EqualFold(path.Ext(string(f)), ".zip") {
		return os.Open(string(f))
	}
	archive, err := zip.OpenReader(string(f))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f, err)
	}
	entry, err := entryOf(archive.File)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f, errors.Join(err, archive.Close()))
	}
	content, err := entry.Open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f, errors.Join(err, archive.Close()))
	}
	return zipped{content, archive}, nil
}

// entryOf returns the only text file that is not the description.
func entryOf(entries []*zip.File) (found *zip.File, err error) {
	for _, entry := range entries {
		name := strings.ToLower(path.Base(entry.Name))
		if path.Ext(name) != ".txt" || name == "readme.txt" {
			continue
		}
		if found != nil {
			return nil, fmt.Errorf("it has more than one text file: %s and %s", found.Name, entry.Name)
		}
		found = entry
	}
	if found == nil {
		return nil, errors.New("it has no text file with postal codes")
	}
	return found, nil
}

// zipped closes the archive with its entry.
type zipped struct {
	io.ReadCloser
	archive *zip.ReadCloser
}

// Close closes both.
func (z zipped) Close() error { return errors.Join(z.ReadCloser.Close(), z.archive.Close()) }
