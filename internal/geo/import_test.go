package geo

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/geo/geonames"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// place is a line of a file of GeoNames.
func place(country, code string, latitude, longitude float64) string {
	return fmt.Sprintf("%s\t%s\tPlace\tName\tX\t\t\t\t\t%v\t%v\t4\n", country, code, latitude, longitude)
}

func writeFile(t *testing.T, name string, lines ...string) File {
	t.Helper()
	name = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(name, []byte(strings.Join(lines, "")), 0o600); err != nil {
		t.Fatal(err)
	}
	return File(name)
}

func writeZIP(t *testing.T, entries map[string]string) File {
	t.Helper()
	name := filepath.Join(t.TempDir(), "codes.zip")
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	archive := zip.NewWriter(file)
	for _, entry := range slices.Sorted(maps.Keys(entries)) {
		w, err := archive.Create(entry)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(entries[entry])); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(archive.Close(), file.Close()); err != nil {
		t.Fatal(err)
	}
	return File(name)
}

// eachDB runs a test on each engine.
func eachDB(t *testing.T, test func(t *testing.T, db *sqldb.DB)) {
	t.Helper()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		db, err := sqldb.Open(t.Context(), address, sqldb.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		})
		test(t, db)
	})
}

func mustImport(t *testing.T, db *sqldb.DB, want map[string]int64, files ...File) {
	t.Helper()
	got, err := Import(t.Context(), db, files)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("imported: %s", diff)
	}
}

// locate returns where codes are, "MX 06000" for example; those not found are left out.
func locate(t *testing.T, db *sqldb.DB, codes ...string) map[string]Point {
	t.Helper()
	found := map[string]Point{}
	err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
		clear(found)
		for _, code := range codes {
			point, ok, err := Locate(tx, code[:2], code[3:])
			if err != nil {
				return err
			}
			if ok {
				found[code] = point
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestImport(t *testing.T) {
	t.Parallel()
	eachDB(t, func(t *testing.T, db *sqldb.DB) {
		m5v, _ := canada.Find("M5V")
		m4b, _ := canada.Find("M4B")
		i60601, _ := unitedStates.Find("60601")
		mustImport(t, db, map[string]int64{"MX": 2, "CA": 3, "GB": 2, "US": 2, "PR": 1},
			writeFile(t, "MX.txt", place("MX", "06000", 19.25, -99.5), place("MX", "06010", 19.5, -99.25), place("MX", "06000", 1, 1)),
			writeZIP(t, map[string]string{
				"readme.txt":  "not a postal code\n",
				"CA_full.txt": place("CA", "M5V 3L9", 43.5, -79.5) + place("CA", "A0Z", 50, -50) + place("CA", "M5V", 1, 1),
			}),
			writeFile(t, "others.txt", place("GB", "SW1A", 51.5, -0.125), place("GB", "SW1A 1AA", 51.25, -0.25),
				place("US", "60601", 1, 1), place("US", "00000", 2, 2), place("PR", "00999", 18, -66)),
		)
		got := locate(t, db, "MX 06000", "MX 06010", "MX 06020", "MX 060-00", "CA M5V 3L9", "CA m5v3l9", "CA M5V 1A1", "CA M5V", "CA M4B 1B3",
			"CA A0Z 1A1", "CA A0Y 1A1", "GB SW1A 1AA", "GB sw1a1aa", "GB SW1A 2AA", "GB SW1B 2AA", "GB ", "GB -", "US 60601", "US 00000",
			"US 00000-1234", "PR 00999", "DE 10115")
		want := map[string]Point{
			"MX 06000": at(19.25, -99.5), "MX 060-00": at(19.25, -99.5), "MX 06010": at(19.5, -99.25), // the first line of a code
			"CA M5V 3L9": at(43.5, -79.5), "CA m5v3l9": at(43.5, -79.5), // finer than the program's
			"CA M5V 1A1": at(1, 1), "CA M5V": m5v, "CA M4B 1B3": m4b, "CA A0Z 1A1": at(50, -50),
			"GB SW1A 1AA": at(51.25, -0.25), "GB sw1a1aa": at(51.25, -0.25), "GB SW1A 2AA": at(51.5, -0.125),
			"US 60601": i60601, "US 00000": at(2, 2), "US 00000-1234": at(2, 2), "PR 00999": at(18, -66),
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

// TestImportReplaces imports a country again, with more codes than a transaction
// writes or removes.
func TestImportReplaces(t *testing.T) {
	t.Parallel()
	eachDB(t, func(t *testing.T, db *sqldb.DB) {
		var old, next []string
		for n := range 2*importedRows + 10 {
			old = append(old, place("MX", fmt.Sprintf("%05d", n), 1, 1))
		}
		for n := range importedRows + 5 {
			next = append(next, place("MX", fmt.Sprintf("%05d", n*2), 2, 2))
		}
		mustImport(t, db, map[string]int64{"MX": int64(len(old)), "GT": 1}, writeFile(t, "old.txt", append(old, place("GT", "01001", 3, 3))...))
		twice := place("MX", "00002", 9, 9) // in another transaction than the first line of the code
		mustImport(t, db, map[string]int64{"MX": int64(len(next))}, writeFile(t, "new.txt", append(next, twice)...))
		got := locate(t, db, "MX 00000", "MX 00001", "MX 00002", "MX 01008", "MX 01009", "MX 01010", "GT 01001")
		want := map[string]Point{"MX 00000": at(2, 2), "MX 00002": at(2, 2), "MX 01008": at(2, 2), "GT 01001": at(3, 3)}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

// TestImportsAtOnce ends with the codes of one import or of the other, not of both and
// not with fewer.
func TestImportsAtOnce(t *testing.T) {
	t.Parallel()
	eachDB(t, func(t *testing.T, db *sqldb.DB) {
		const codes = importedRows + 100
		var files [2]File
		for i := range files {
			var lines []string
			for n := range codes {
				lines = append(lines, place("MX", fmt.Sprintf("%d%05d", i, n), float64(i), 1), place("MX", fmt.Sprintf("9%05d", n), float64(i), 1))
			}
			files[i] = writeFile(t, "MX.txt", lines...)
		}
		var both sync.WaitGroup
		for _, file := range files {
			both.Go(func() {
				if _, err := Import(context.WithoutCancel(t.Context()), db, []File{file}); err != nil {
					t.Error(err)
				}
			})
		}
		both.Wait()
		var rows, kinds, shared int
		err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
			return tx.Row(`SELECT count(*), count(DISTINCT latitude), sum(CASE WHEN postal_code LIKE '9%' THEN 1 ELSE 0 END) FROM postal_codes`,
				nil, &rows, &kinds, &shared)
		})
		if err != nil || rows != 2*codes || kinds != 1 || shared != codes {
			t.Errorf("%d codes of %d imports, %d of them in both files, %v; want %d of one import, %d in both", rows, kinds, shared, err, 2*codes, codes)
		}
	})
}

// TestAnImportThatIsOvertaken goes on writing after an import that began later has ended.
// It leaves the codes of the later import, and none of its own.
func TestAnImportThatIsOvertaken(t *testing.T) {
	t.Parallel()
	eachDB(t, func(t *testing.T, db *sqldb.DB) {
		early := &importer{ctx: t.Context(), db: db, started: map[string]int64{}}
		write := func(postalCode string) {
			err := errors.Join(early.add(geonames.Place{Country: "MX", PostalCode: postalCode, Latitude: 1, Longitude: 1}), early.flush())
			if err != nil {
				t.Fatal(err)
			}
		}
		write("00001")
		mustImport(t, db, map[string]int64{"MX": 1}, writeFile(t, "late.txt", place("MX", "00002", 2, 2)))
		write("00002")
		write("00003")
		if left, err := early.finish("MX"); left != 1 || err != nil {
			t.Errorf("%d codes are left, %v", left, err)
		}
		if diff := cmp.Diff(map[string]Point{"MX 00002": at(2, 2)}, locate(t, db, "MX 00001", "MX 00002", "MX 00003")); diff != "" {
			t.Error(diff)
		}
	})
}

// TestFinishLeavesWhatALaterImportWrites removes the codes of an early import while a
// later one writes the same code. The removal waits for the row, and leaves it.
func TestFinishLeavesWhatALaterImportWrites(t *testing.T) {
	t.Parallel()
	eachDB(t, func(t *testing.T, db *sqldb.DB) {
		if !db.Shared() {
			return // SQLite does one write at a time
		}
		mustImport(t, db, map[string]int64{"MX": 1}, writeFile(t, "early.txt", place("MX", "00001", 1, 1)))
		late := &importer{ctx: t.Context(), db: db, started: map[string]int64{}}
		err := errors.Join(late.add(geonames.Place{Country: "MX", PostalCode: "00002", Latitude: 2, Longitude: 2}), late.flush())
		if err != nil {
			t.Fatal(err)
		}
		finished := make(chan error, 1)
		err = db.Write(t.Context(), func(tx *sqldb.Tx) error {
			late.pending = map[code]Point{{"MX", "00001"}: {Latitude: 2, Longitude: 2}}
			if err := late.write(tx, []code{{"MX", "00001"}}); err != nil {
				return err
			}
			go func() {
				_, err := late.finish("MX")
				finished <- err
			}()
			for waiting := 0; waiting == 0; {
				err := tx.Row(`SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
					AND wait_event_type = 'Lock' AND query LIKE 'DELETE FROM postal_codes%'`, nil, &waiting)
				if err != nil {
					return err
				}
				runtime.Gosched()
				if _, err := tx.Exec("SELECT pg_stat_clear_snapshot()"); err != nil {
					return err
				}
			}
			return nil
		})
		if err := errors.Join(err, <-finished); err != nil {
			t.Fatal(err)
		}
		want := map[string]Point{"MX 00001": at(2, 2), "MX 00002": at(2, 2)}
		if diff := cmp.Diff(want, locate(t, db, "MX 00001", "MX 00002")); diff != "" {
			t.Error(diff)
		}
	})
}

func TestImportRefuses(t *testing.T) {
	t.Parallel()
	eachDB(t, func(t *testing.T, db *sqldb.DB) {
		good := place("MX", "06000", 19, -99)
		for name, test := range map[string]struct {
			file File
			want string
		}{
			"a bad line":        {writeFile(t, "MX.txt", good, "MX,06000\n"), "MX.txt: line 2: 1 columns instead of 12"},
			"no code":           {writeFile(t, "MX.txt", good, place("MX", "--", 1, 1)), `MX.txt: line 2: the postal code "--" has no letter or digit`},
			"empty":             {writeFile(t, "MX.txt"), "MX.txt: it has no postal codes"},
			"missing":           {"missing.txt", "open missing.txt: "},
			"no ZIP":            {writeFile(t, "MX.zip", good), "MX.zip: zip: not a valid zip file"},
			"ZIP without codes": {writeZIP(t, map[string]string{"readme.txt": good}), "codes.zip: it has no text file with postal codes"},
			"ZIP of two":        {writeZIP(t, map[string]string{"MX.txt": good, "GT.txt": good}), "codes.zip: it has more than one text file: GT.txt and MX.txt"},
			"bad line in ZIP":   {writeZIP(t, map[string]string{"MX.txt": good + "x"}), "codes.zip: line 2: 1 columns instead of 12"},
		} {
			_, err := Import(t.Context(), db, []File{writeFile(t, "good.txt", good), test.file})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%s: %v, want %s", name, err, test.want)
			}
		}
		if found := locate(t, db, "MX 06000"); len(found) > 0 {
			t.Errorf("a refused import stored %v", found)
		}
	})
}
