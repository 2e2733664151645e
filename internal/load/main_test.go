package load_test

import (
	"os"
	"testing"

	"waybill/internal/sqldb/sqldbtest"
)

func TestMain(m *testing.M) { os.Exit(sqldbtest.Main(m)) }
