//go:build !linux

package main

import "errors"

type lockedFile struct{}

// lockFile always fails.
func lockFile(string) (lockedFile, error) { return lockedFile{}, errors.ErrUnsupported }

func (lockedFile) unlock() error { return nil }
