//go:build !linux && !darwin && !windows

package doctor

import "errors"

// FreeDisk fails: how to ask differs from system to system.
func FreeDisk(string) (uint64, error) { return 0, errors.ErrUnsupported }

// checkWritable does nothing: only an attempt would tell.
func checkWritable(string) error { return nil }
