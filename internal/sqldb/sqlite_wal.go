package sqldb

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
	"sync/atomic"
)

// SQLite does not check whether a WAL belongs to the file beside it: it copies the
// pages of any valid WAL into the file. A backup that replaces a database beside the
// WAL of a crashed server would be destroyed.
//
// So the writer numbers the WALs: whenever SQLite may restart the WAL, the next
// transaction adds 1 to the user_version, which is on the first page. The WAL of a file
// has the number of the file, if pages of the WAL have been copied into the file, or
// else the next number.

// ErrForeignWAL says that the WAL beside a file belongs to another file.
var ErrForeignWAL = errors.New("the WAL beside it, a file whose name ends with -wal, belongs to another database file: " +
	"was a backup put in its place? Nothing was changed; put a backup in place by waybill restore, which keeps both files")

const (
	// Offsets on the first page: https://www.sqlite.org/fileformat2.html#the_database_header.
	sqliteHeader       = 100 // bytes
	writeVersionOffset = 18
	pageSizeOffset     = 16
	userVersionOffset  = 60
	// Sizes and values of the WAL: https://www.sqlite.org/fileformat2.html#the_write_ahead_log.
	walHeader   = 32
	frameHeader = 24
	walMagic    = 0x377f0682 // plus 1 if the checksums use big-endian numbers
)

// rollbackMode is the write version of a file without a WAL, such as the result of
// VACUUM INTO.
const rollbackMode = 1

// headers are the headers of a database and of its WAL.
type headers struct {
	file [sqliteHeader]byte
	wal  [walHeader]byte
}

// walKind says whether a WAL belongs to the file beside it.
type walKind int

const (
	noWAL walKind = iota // or an empty one
	ownWAL
	foreignWAL
)

// checkWAL fails with ErrForeignWAL for the WAL of another file. It must run before
// SQLite opens the file. Other processes may change both files between two reads, so a
// foreign WAL counts only if a second look finds the same headers.
func checkWAL(file string) error {
	if isOpenHere(file) {
		return nil
	}
	for {
		kind, before, err := classifyWAL(file)
		if err != nil || kind != foreignWAL {
			return err
		}
		if kind, after, err := classifyWAL(file); err != nil || kind == foreignWAL && after == before {
			return errors.Join(err, ErrForeignWAL)
		}
	}
}

// classifyWAL reads the headers of a file and of its WAL, and says whether the WAL
// belongs to the file. It opens the WAL only once, because SQLite removes the WAL when
// the last process closes the database, which may happen at any moment.
func classifyWAL(file string) (kind walKind, h headers, err error) {
	wal, err := os.Open(file + "-wal")
	if errors.Is(err, os.ErrNotExist) {
		return noWAL, h, nil
	}
	if err != nil {
		return noWAL, h, err
	}
	defer func() { _ = wal.Close() }()
	if whole, err := readHeader(wal, h.wal[:]); err != nil || !whole {
		return noWAL, h, err
	}
	if h.file, err = readFileHeader(file); err != nil {
		return noWAL, h, err
	}
	if _, err := wal.Seek(0, io.SeekStart); err != nil {
		return noWAL, h, err
	}
	if foreign, err := h.foreign(wal); err != nil || foreign {
		return foreignWAL, h, err
	}
	return ownWAL, h, nil
}

// readFileHeader returns zeros for a file that does not exist or is empty.
func readFileHeader(file string) (head [sqliteHeader]byte, err error) {
	from, err := os.Open(file)
	if errors.Is(err, os.ErrNotExist) {
		return head, nil
	}
	if err != nil {
		return head, err
	}
	defer func() { _ = from.Close() }()
	_, err = readHeader(from, head[:])
	return head, err
}

func readHeader(from io.Reader, head []byte) (whole bool, err error) {
	n, err := io.ReadFull(from, head)
	return n == len(head), ignoreEOF(err)
}

// foreign reports whether a WAL holds transactions of another file.
func (h headers) foreign(wal io.Reader) (bool, error) {
	committed, numbers, err := readWAL(bufio.NewReaderSize(wal, 1<<20))
	if err != nil || !committed {
		return false, err
	}
	if h.file == [sqliteHeader]byte{} || h.file[writeVersionOffset] == rollbackMode {
		return true, nil
	}
	if pageSize(binary.BigEndian.Uint16(h.file[pageSizeOffset:])) != binary.BigEndian.Uint32(h.wal[8:]) {
		return true, nil
	}
	number := binary.BigEndian.Uint32(h.file[userVersionOffset:])
	return len(numbers) > 0 && number != numbers[0]-1 && !slices.Contains(numbers, number), nil
}

// pageSize decodes the page size in the header of a database.
func pageSize(field uint16) uint32 {
	if field == 1 {
		return 65536
	}
	return uint32(field)
}

// readWAL reports whether a WAL has any valid transaction, by the rules of SQLite, and
// returns the numbers on the copies of the first page in it.
func readWAL(wal io.Reader) (committed bool, numbers []uint32, err error) {
	var head [walHeader]byte
	if _, err := io.ReadFull(wal, head[:]); err != nil {
		return false, nil, ignoreEOF(err)
	}
	magic, size := binary.BigEndian.Uint32(head[:]), binary.BigEndian.Uint32(head[8:])
	sum := walSum{order: binary.LittleEndian}
	if magic&1 != 0 {
		sum.order = binary.BigEndian
	}
	sum.add(head[:24])
	if magic&^1 != walMagic || size < 512 || size > 65536 || !sum.equals(head[24:]) {
		return false, nil, nil
	}
	frame := make([]byte, frameHeader+size)
	for pending := []uint32(nil); ; {
		if _, err := io.ReadFull(wal, frame); err != nil {
			return committed, numbers, ignoreEOF(err)
		}
		sum.add(frame[:8])
		sum.add(frame[frameHeader:])
		if [8]byte(frame[8:]) != [8]byte(head[16:]) || !sum.equals(frame[16:]) {
			return committed, numbers, nil
		}
		if binary.BigEndian.Uint32(frame) == 1 {
			pending = append(pending, binary.BigEndian.Uint32(frame[frameHeader+userVersionOffset:]))
		}
		if binary.BigEndian.Uint32(frame[4:]) > 0 { // the last frame of a transaction
			committed, numbers, pending = true, append(numbers, pending...), nil
		}
	}
}

// ignoreEOF returns nil for the end of a file: a frame that is cut off does not count.
func ignoreEOF(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return err
}

// walSum is the running checksum of a WAL.
type walSum struct {
	order binary.ByteOrder
	a, b  uint32
}

func (s *walSum) add(bytes []byte) {
	for ; len(bytes) >= 8; bytes = bytes[8:] {
		s.a += s.order.Uint32(bytes) + s.b
		s.b += s.order.Uint32(bytes[4:]) + s.a
	}
}

func (s *walSum) equals(stored []byte) bool {
	return s.a == binary.BigEndian.Uint32(stored) && s.b == binary.BigEndian.Uint32(stored[4:])
}

// incrementNumber adds 1 to the number of a database, in the transaction of a connection.
// A pragma takes no parameters.
func incrementNumber(s *sqliteSession) error {
	var now int64 // signed, of 32 bits
	err := s.script("PRAGMA user_version", func(scan func(...any) error) error { return scan(&now) })
	if err != nil {
		return err
	}
	return s.script(fmt.Sprintf("PRAGMA user_version = %d", int32(uint32(now)+1)), nil)
}

// openHere counts how often this process has each file open. The header of an open
// file must not be read: by POSIX, closing any descriptor of a file releases all locks
// that the process has on it.
var openHere struct {
	sync.Mutex
	files map[string]int
}

func countOpen(file string, more int) {
	openHere.Lock()
	defer openHere.Unlock()
	if openHere.files == nil {
		openHere.files = map[string]int{}
	}
	if openHere.files[file] += more; openHere.files[file] == 0 {
		delete(openHere.files, file)
	}
}

func isOpenHere(file string) bool {
	openHere.Lock()
	defer openHere.Unlock()
	return openHere.files[file] > 0
}

// numbering records whether the next transaction must be numbered.
type numbering struct {
	due  atomic.Bool
	open bool // whether the current transaction is numbered
}

// begun numbers a transaction that has just begun, if that is due.
func (n *numbering) begun(s *sqliteSession) error {
	n.open = n.due.CompareAndSwap(true, false)
	if !n.open {
		return nil
	}
	return incrementNumber(s)
}

// rolledBack makes numbering due again if the current transaction was numbered.
func (n *numbering) rolledBack() {
	if n.open {
		n.open = false
		n.due.Store(true)
	}
}
