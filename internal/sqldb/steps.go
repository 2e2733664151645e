package sqldb

import (
	"context"
	"time"
)

// stepPause is the pause between two steps, in which other writes run.
const stepPause = 20 * time.Millisecond

// InSteps calls step again and again, with a pause after each call, until it reports false
// or fails, or until ctx ends. A large change is done in steps, each a transaction of its own,
// because concurrent writes may have to wait for one.
func InSteps(ctx context.Context, step func() (more bool, err error)) error {
	for {
		more, err := step()
		if err != nil || !more {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(stepPause):
		}
	}
}
