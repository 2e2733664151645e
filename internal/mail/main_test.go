package mail

import "waybill/internal/sqldb"

func readerOf(read func(organization int64, key string) ([]byte, error)) func(*sqldb.ReadTx, int64, string) ([]byte, error) {
	return func(_ *sqldb.ReadTx, organization int64, key string) ([]byte, error) { return read(organization, key) }
}
