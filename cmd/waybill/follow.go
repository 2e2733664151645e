package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"waybill/internal/replica"
	"waybill/internal/resource"
	"waybill/internal/sqldb"
)

// follow is the command that keeps a replica of an organization of another server.
type follow struct {
	URL          string `arg:"" help:"The address of the server, as in https://tms.example.com."`
	To           string `required:"" placeholder:"DATABASE" help:"The database with the replica: a file, or an address such as postgres://user@host/name."`
	Organization string `default:"default" placeholder:"NAME" help:"The organization in that database that is the replica. (default: ${default})"`
	KeyFile      string `placeholder:"FILE" help:"The file with the API key of the organization that is followed. (default: the variable WAYBILL_KEY has the key)"`
	Once         bool   `help:"Bring the replica up to date, and stop."`
	Verify       bool   `help:"Bring the replica up to date, compare it with the server, and stop. The exit status is 1 if they differ."`
	Again        bool   `help:"Read all records again first, as for a replica that others have changed."`
	LogFormat    string `default:"auto" enum:"auto,text,json" env:"WAYBILL_LOG_FORMAT" placeholder:"FORMAT" help:"The format of the log: text, json, or auto, which is text on a terminal and otherwise JSON. (default: ${default})"`
}

// keyVariable is the variable with the API key of follow. There is no flag for it, because
// other users can see the command line.
const keyVariable = "WAYBILL_KEY"

// Help returns the long help of the command.
func (follow) Help() string {
	return `Makes and keeps a replica of one organization of another server, which is reached by its API only. It reads all records, and then each change as it comes, until it is stopped. After an interruption of either side, it goes on where it was. The database is an ordinary one: waybill serve --database opens it, also while it follows. Give the clients of the replica keys that only read.

The key needs the scopes read:events, and read: of each resource, and no limit of requests in a day. Metadata are not followed.`
}

// Run follows until a signal to stop.
func (c follow) Run(ctx context.Context, t terminal) (err error) {
	address, err := replica.ParseURL(c.URL)
	if err != nil {
		return err
	}
	key, err := c.key()
	if err != nil {
		return err
	}
	ctx, release := untilSignal(ctx)
	defer release()
	log := logging{LogFormat: c.LogFormat}.open(t.err)
	defer log.queue.flush()
	db, err := sqldb.Open(ctx, c.To, sqldb.Options{Migrate: true, Log: log.Logger})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	follower, err := replica.New(ctx, replica.Options{
		URL: address, Key: key, DB: db, Organization: c.Organization, Resources: resources().replicas(),
		By: sqldb.Actor{User: systemUser()}, Log: log.Logger,
	})
	if err == nil {
		err = c.do(ctx, t, follower)
	}
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		log.Info("stopped")
		return nil
	}
	return err
}

// do does what the flags say.
func (c follow) do(ctx context.Context, t terminal, follower *replica.Follower) error {
	if c.Again {
		if err := follower.Again(ctx); err != nil {
			return err
		}
	}
	switch {
	case c.Verify:
		proof, err := follower.Verify(ctx)
		if err != nil {
			return err
		}
		return c.report(t, proof)
	case c.Once:
		return follower.CatchUp(ctx)
	}
	return follower.Follow(ctx)
}

// key returns the API key.
func (c follow) key() (string, error) {
	key := os.Getenv(keyVariable)
	if c.KeyFile != "" {
		content, err := os.ReadFile(c.KeyFile)
		if err != nil {
			return "", err
		}
		key = strings.TrimSpace(string(content))
	}
	if key == "" || strings.ContainsFunc(key, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return "", fmt.Errorf("no API key: put one key, without spaces, into the variable %s, or name its file with --key-file", keyVariable)
	}
	return key, nil
}

// report prints the comparison of the replica with the server. It fails when they differ.
func (c follow) report(t terminal, proof *replica.Proof) error {
	rows := [][]string{{"RESOURCE", "RECORDS", "SHA-256", "REPLICA"}}
	differences := [][]string{{"RESOURCE", "ID", "DIFFERENCE"}}
	for _, compared := range proof.Resources {
		verdict := "the same"
		if compared.Differing > 0 {
			verdict = fmt.Sprintf("%d records, %x; records that differ: %d", compared.Replica.Records, compared.Replica.Digest[:8], compared.Differing)
		}
		rows = append(rows, []string{compared.Resource, strconv.FormatInt(compared.Server.Records, 10),
			fmt.Sprintf("%x", compared.Server.Digest[:8]), verdict})
		for _, d := range compared.Differences {
			differences = append(differences, []string{compared.Resource, d.ID, d.What})
		}
	}
	if _, err := fmt.Fprintf(t.out, "compared after event %d\n", proof.Sequence); err != nil {
		return err
	}
	if err := t.table(rows); err != nil || proof.Same() {
		return err
	}
	if err := t.table(differences); err != nil {
		return err
	}
	return errors.New("the replica differs from the server; follow with --again to read all records again")
}

// replicas returns the operations of the resources on a replica.
func (l resourceList) replicas() (all []resource.Replica) {
	for _, group := range l {
		all = append(all, group.Replica)
	}
	return all
}
