// Command s3 serves the API of Amazon S3 on a port of this machine, for the tests of backups that
// are kept in a bucket. It is versitygw, a gateway to a file system, in a module of its own, because
// Waybill does not need what it needs.
//
//	s3 FOLDER
//
// It has the one bucket "backups" for the one account "waybill", whose secret is "waybill-secret",
// and prints its address. It ends when its standard input does, so that it does not survive a test.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"syscall"

	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/versity/versitygw/auth"
	"github.com/versity/versitygw/backend/meta"
	"github.com/versity/versitygw/backend/posix"
	"github.com/versity/versitygw/s3api"
	"github.com/versity/versitygw/s3api/middlewares"
)

const (
	bucket = "backups"
	access = "waybill"
	secret = "waybill-secret"
	region = "us-east-1"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: s3 FOLDER")
		os.Exit(2)
	}
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	if err := serve(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "s3:", err)
		os.Exit(1)
	}
}

// serve serves the files below a folder, until the program ends.
func serve(folder string) error {
	files, err := open(folder)
	if err != nil {
		return err
	}
	account := auth.Account{Access: access, Secret: secret, Role: auth.RoleAdmin}
	if err := create(files, account); err != nil {
		return err
	}
	for {
		address, err := freeAddress()
		if err != nil {
			return err
		}
		server, err := s3api.New(files, middlewares.RootUserConfig{Access: access, Secret: secret}, region,
			auth.NewIAMServiceSingle(account), nil, nil, nil, nil,
			s3api.WithQuiet(), s3api.WithKeepAlive(), s3api.WithConcurrencyLimiter(1000, 1000), s3api.WithMpMaxParts(10_000),
			s3api.WithOnListen(func() { fmt.Println("http://" + address) }))
		if err != nil {
			return err
		}
		err = server.ServeMultiPort([]string{address})
		if !errors.Is(err, syscall.EADDRINUSE) { // somebody else has taken the port meanwhile
			return err
		}
	}
}

// open returns the storage in a folder. What the storage knows of a file is in files of another
// folder, so any file system will do.
func open(folder string) (*posix.Posix, error) {
	data, attributes := filepath.Join(folder, "data"), filepath.Join(folder, "attributes")
	if err := errors.Join(os.MkdirAll(data, 0o700), os.MkdirAll(attributes, 0o700)); err != nil {
		return nil, err
	}
	about, err := meta.NewSideCar(attributes)
	if err != nil {
		return nil, err
	}
	return posix.New(data, about, posix.PosixOpts{NewDirPerm: 0o700, SideCarDir: attributes, Concurrency: 100})
}

// create creates the bucket, with its owner.
func create(files *posix.Posix, owner auth.Account) error {
	acl, err := json.Marshal(auth.ACL{Owner: owner.Access})
	if err != nil {
		return err
	}
	name := bucket
	ctx := context.WithValue(context.Background(), "bucket-owner", owner) //nolint:revive,staticcheck // the key of versitygw
	return files.CreateBucket(ctx, &s3.CreateBucketInput{
		Bucket: &name, ObjectOwnership: types.ObjectOwnershipBucketOwnerEnforced, CreateBucketConfiguration: &types.CreateBucketConfiguration{},
	}, acl)
}

// freeAddress returns an address on which nobody listens at this moment.
func freeAddress() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // nothing to wait for
	if err != nil {
		return "", err
	}
	return listener.Addr().String(), listener.Close()
}
