package main

import (
	"os"
	"strings"
	"time"

	"broadsheet/feed/desk"
	"broadsheet/feed/fetch"
	"broadsheet/seeds"
	"broadsheet/tui"
)

// newDesk opens a desk on what the arguments name; it reads in the background.
// It is never closed: the end of the program is its end, and need not wait for
// an article that is just being set.
func newDesk(args []string, now func() time.Time) *desk.Desk {
	return desk.New(desk.Options{
		Sources: args,
		Stdin:   os.Stdin,
		Bundled: seeds.Files(),
		Now:     now,
		Browser: browser(os.Getenv("BROWSER")),
		Fetch:   fetch.New(fetch.Options{UserAgent: "broadsheet/" + release()}),
	})
}

// browser returns the words of the first command in $BROWSER, which may list
// several as PATH does; none when it is empty. They are split here, once, at
// blanks only: what is opened later is never split.
func browser(variable string) []string {
	first, _, _ := strings.Cut(variable, string(os.PathListSeparator))
	return strings.Fields(first)
}

// openScreen reads what the arguments name on the screen.
func openScreen(args []string, now func() time.Time) (int, error) {
	if err := checkPaths(args); err != nil {
		return exitNothing, err
	}
	return show(tui.New(tui.Options{Desk: newDesk(args, now), Now: now}))
}
