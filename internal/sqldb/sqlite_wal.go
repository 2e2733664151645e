package sqldb

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
	"sync/atomic"
)

// SQLite does not know whether a WAL belongs to the file beside it. It writes the
// pages of any WAL that is whole into the file, and a backup that was put in the
// place of a database beside the WAL of a server that crashed is lost for good.
//
// So the writer numbers what it writes: whenever the WAL may begin anew, the next
// transaction adds 1 to the user_version, which stands on the first page. A WAL
// that belongs to a file says the file's number, if the file has pages of it
// already, or else the next one.

// ErrForeignWAL says that the WAL beside a file is not of that file.
var ErrForeignWAL = errors.New("the WAL beside it, a file whose name ends with -wal, belongs to another database file: " +
	"was a backup put in its place? Nothing was changed; put a backup in place by waybill restore, which keeps both files")

const (
	// These are places on the first page: https://www.sqlite.org/fileformat2.html#the_database_header.
	sqliteHeader      = 100 // bytes
	writeVersionPlace = 18
	pageSizePlace     = 16
	userVersionPlace  = 60
	// And these are of the WAL: https://www.sqlite.org/fileformat2.html#the_write_ahead_log.
	walHeader   = 32
	frameHeader = 24
	walMagic    = 0x377f0682 // or 1 more, when checksums are of big-endian numbers
)

// rollbackMode is the write version of a file that has no WAL, as SQLite makes it
// by VACUUM INTO.
const rollbackMode = 1

// heads are the first bytes of a database and of its WAL.
type heads struct {
	file [sqliteHeader]byte
	wal  [walHeader]byte
}

// walKind is what a WAL is to the file beside it.
type walKind int

const (
	noWAL walKind = iota // or an empty one
	ownWAL
	foreignWAL
)

// checkWAL fails with ErrForeignWAL before SQLite has touched anything. Other
// processes may use the database meanwhile: what they change shows in the heads.
func checkWAL(file string) error {
	if isOpenHere(file) {
		return nil
	}
	for {
		kind, before, err := judgeWAL(file)
		if err != nil || kind != foreignWAL {
			return err
		}
		if kind, after, err := judgeWAL(file); err != nil || kind == foreignWAL && after == before {
			return errors.Join(err, ErrForeignWAL)
		}
	}
}

// judgeWAL opens the WAL once: SQLite removes it when the last process closes the
// database, which may be between any two steps here.
func judgeWAL(file string) (kind walKind, h heads, err error) {
	wal, err := os.Open(file + "-wal")
	if errors.Is(err, os.ErrNotExist) {
		return noWAL, h, nil
	}
	if err != nil {
		return noWAL, h, err
	}
	defer func() { _ = wal.Close() }()
	if whole, err := readHead(wal, h.wal[:]); err != nil || !whole {
		return noWAL, h, err
	}
	if h.file, err = readFileHead(file); err != nil {
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

// readFileHead gives zeros for a file that is not there, or empty.
func readFileHead(file string) (head [sqliteHeader]byte, err error) {
	from, err := os.Open(file)
	if errors.Is(err, os.ErrNotExist) {
		return head, nil
	}
	if err != nil {
		return head, err
	}
	defer func() { _ = from.Close() }()
	_, err = readHead(from, head[:])
	return head, err
}

func readHead(from io.Reader, head []byte) (whole bool, err error) {
	n, err := io.ReadFull(from, head)
	return n == len(head), endsThere(err)
}

// foreign reports whether a WAL holds transactions of another file.
func (h heads) foreign(wal io.Reader) (bool, error) {
	committed, numbers, err := readWAL(bufio.NewReaderSize(wal, 1<<20))
	if err != nil || !committed {
		return false, err
	}
	if h.file == [sqliteHeader]byte{} || h.file[writeVersionPlace] == rollbackMode {
		return true, nil
	}
	if pageSize(binary.BigEndian.Uint16(h.file[pageSizePlace:])) != binary.BigEndian.Uint32(h.wal[8:]) {
		return true, nil
	}
	number := binary.BigEndian.Uint32(h.file[userVersionPlace:])
	return len(numbers) > 0 && number != numbers[0]-1 && !slices.Contains(numbers, number), nil
}

// pageSize gives the size that a database's head says by 16 bits.
func pageSize(said uint16) uint32 {
	if said == 1 {
		return 65536
	}
	return uint32(said)
}

// readWAL reports whether a WAL has any transaction, by SQLite's rules of what is
// valid, and gives the numbers on the first pages in it.
func readWAL(wal io.Reader) (committed bool, numbers []uint32, err error) {
	var head [walHeader]byte
	if _, err := io.ReadFull(wal, head[:]); err != nil {
		return false, nil, endsThere(err)
	}
	magic, size := binary.BigEndian.Uint32(head[:]), binary.BigEndian.Uint32(head[8:])
	sum := walSum{order: binary.LittleEndian}
	if magic&1 != 0 {
		sum.order = binary.BigEndian
	}
	sum.add(head[:24])
	if magic&^1 != walMagic || size < 512 || size > 65536 || !sum.is(head[24:]) {
		return false, nil, nil
	}
	frame := make([]byte, frameHeader+size)
	for pending := []uint32(nil); ; {
		if _, err := io.ReadFull(wal, frame); err != nil {
			return committed, numbers, endsThere(err)
		}
		sum.add(frame[:8])
		sum.add(frame[frameHeader:])
		if [8]byte(frame[8:]) != [8]byte(head[16:]) || !sum.is(frame[16:]) {
			return committed, numbers, nil
		}
		if binary.BigEndian.Uint32(frame) == 1 {
			pending = append(pending, binary.BigEndian.Uint32(frame[frameHeader+userVersionPlace:]))
		}
		if binary.BigEndian.Uint32(frame[4:]) > 0 { // the last frame of a transaction
			committed, numbers, pending = true, append(numbers, pending...), nil
		}
	}
}

// endsThere takes a WAL that ends in the middle as one that ends before.
func endsThere(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return err
}

// walSum is the checksum of a WAL up to some place.
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

func (s *walSum) is(said []byte) bool {
	return s.a == binary.BigEndian.Uint32(said) && s.b == binary.BigEndian.Uint32(said[4:])
}

// number adds 1 to the number of a database, in the transaction of a connection.
func number(ctx context.Context, s *sqliteSession) error {
	var now int64 // signed, of 32 bits
	if err := s.conn.QueryRowContext(ctx, "PRAGMA user_version").Scan(&now); err != nil {
		return sqliteError(err)
	}
	// A pragma takes no parameters; its text is new each time, so it is not prepared.
	_, err := s.conn.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", int32(uint32(now)+1)))
	return sqliteError(err)
}

// openHere counts how often this process has a file open. To close a file, as who
// reads its head does, ends the locks that the process has on it by POSIX.
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

// numbering is whether the next transaction is to be numbered.
type numbering struct {
	due  atomic.Bool
	open bool // whether the transaction under way is numbered
}

// begun numbers a transaction that has just begun, when that is due.
func (n *numbering) begun(s *sqliteSession) error {
	n.open = n.due.CompareAndSwap(true, false)
	if !n.open {
		return nil
	}
	return number(context.Background(), s)
}

// rolledBack makes the number due again that a transaction did not keep.
func (n *numbering) rolledBack() {
	if n.open {
		n.open = false
		n.due.Store(true)
	}
}
