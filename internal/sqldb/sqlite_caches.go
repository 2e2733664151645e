package sqldb

import (
	_ "unsafe" // for go:linkname

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// pageCaches is the state of SQLite's page caches in this process.
//
//go:linkname pageCaches modernc.org/sqlite/lib._pcache1_g
var pageCaches sqlite3.TPCacheGlobal

// Each connection gets a page cache of its own, as SQLite does by default. The driver is
// built with SQLITE_ENABLE_MEMORY_MANAGEMENT. With that, all connections of the process share
// a pool of pages: a list takes the pages of other connections, and afterwards a connection
// whose pages were taken may keep no page from one statement to the next. A get of a load read
// 49 pages after some lists, and 10 before. The driver has no setting for it. If a new version
// of the driver has no such variable, the program does not link.
func init() {
	tls := libc.NewTLS()
	defer tls.Close()
	if sqlite3.Xsqlite3_initialize(tls) == sqlite3.SQLITE_OK {
		pageCaches.FseparateCache = 1
	}
}
