//go:build !unix

package main

import "os"

const atOnce = 512

// isWritable cannot know, so the goroutine writes everything.
func isWritable(*os.File) bool { return false }
