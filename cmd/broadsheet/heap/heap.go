// Package heap owns how memory is collected while the program starts. Go sets
// packages up in the order of their paths, so this one comes before the large
// tables of the syntax colourer are built; collecting while they grow is in
// vain, since all of them stay.
package heap

import "runtime/debug"

// during is how far the heap may grow between two collections at the start, in
// per cent; usual is what Go does by itself.
const (
	during = 800
	usual  = 100
)

func init() { debug.SetGCPercent(during) }

// Settle collects as usual from now on.
func Settle() { debug.SetGCPercent(usual) }
