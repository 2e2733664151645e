//go:build !linux

package sqldbtest

// memoryFolder returns an empty text: no folder is known to be in memory.
func memoryFolder() string { return "" }
