package transfer

var (
	FillBackup   = fillBackup
	VerifyBackup = verify
)
