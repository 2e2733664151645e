package bucket

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/minio/minio-go/v7/pkg/credentials"
)

// readKeys reads the keys of the storage: of a file, or of the variables AWS_ACCESS_KEY_ID,
// AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or of the file that AWS_SHARED_CREDENTIALS_FILE
// names, or of ~/.aws/credentials. No error has a part of a key.
func readKeys(file string) (*credentials.Credentials, error) {
	if file != "" {
		return readKeysOf(file)
	}
	if keys := credentials.NewEnvAWS(); hasKeys(keys) {
		return keys, nil
	}
	if keys := credentials.NewFileAWSCredentials("", ""); hasKeys(keys) {
		return keys, nil
	}
	return nil, errors.New("the keys of the storage are missing: name a file, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
}

func readKeysOf(file string) (*credentials.Credentials, error) {
	info, err := os.Stat(file)
	if err == nil && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "read", Path: file, Err: errors.New("not a regular file")}
	}
	if err != nil {
		return nil, err
	}
	keys := credentials.NewFileAWSCredentials(file, "")
	if !hasKeys(keys) {
		return nil, fmt.Errorf("%s has no keys of a storage: write the lines [default], aws_access_key_id = … and aws_secret_access_key = …", file)
	}
	return keys, nil
}

func hasKeys(keys *credentials.Credentials) bool {
	value, err := keys.GetWithContext(&credentials.CredContext{})
	return err == nil && value.AccessKeyID != "" && value.SecretAccessKey != ""
}
