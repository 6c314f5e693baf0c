// Command broadsheet reads the news in a terminal.
//
// This package owns the command line, the introduction of the rooms to each
// other, and the exit codes.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"broadsheet/cmd/broadsheet/heap"
	"broadsheet/feed"
	"broadsheet/tui"

	"charm.land/fang/v2"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"
)

// The exit codes. Ended by a signal, it is 128 and the signal's number, as of
// every program.
const (
	exitFine    = 0
	exitNothing = 1 // nothing could be read
	exitUsage   = 2 // the command line is wrong
	exitFailed  = 3 // the program or the terminal failed
)

const about = `Reads the news in the terminal: a list of articles, the article, and beside it what it is related to and what it rests on.

PATH is an article file (.md, .markdown, .txt), a folder of them, a saved feed or a saved page; URL is a feed or a page; - is standard input. With none of them it opens the articles that came with it. A file named like a command is written with its folder: ./keys.

When the output is no terminal, or TERM is dumb, the articles are printed as plain text. Exit code: 0 fine, 1 nothing could be read, 2 the command line is wrong, 3 the program or the terminal failed.`

const examples = `# The articles that came with it: no set-up, no network
broadsheet
# An article, a folder of articles, a saved feed, a saved page
broadsheet article.md articles/ feed.xml page.html
# A feed on the web
broadsheet https://example.org/feed.xml
# What another program wrote
curl -s https://example.org/feed.xml | broadsheet -
# Plain text
broadsheet --plain article.md | less`

// startTime is how long a start may take at the most.
const startTime = time.Second

func main() { os.Exit(run(os.Args[1:], time.Now)) }

// run does what the arguments ask for and returns the exit code.
func run(args []string, now func() time.Time) int {
	// The HTTP client logs what a server sends unasked: no outside byte may
	// reach the terminal that way.
	log.SetOutput(io.Discard)
	time.AfterFunc(startTime, heap.Settle)
	code := exitFine
	root := command(now, &code)
	root.SetArgs(args)
	err := fang.Execute(context.Background(), root,
		fang.WithVersion(version()), fang.WithoutManpage(), fang.WithErrorHandler(wrongUsage))
	if err != nil { // read tells its own errors: this is one of the command line
		return exitUsage
	}
	return code
}

// command returns the command line; what is read by it sets code.
func command(now func() time.Time, code *int) *cobra.Command {
	var plain bool
	root := &cobra.Command{
		Use:     "broadsheet [PATH... URL... -]",
		Short:   "The news, in the terminal",
		Long:    about,
		Example: examples,
		Args:    checkArguments,
		RunE: func(_ *cobra.Command, args []string) error {
			*code = read(args, plain, now)
			return nil
		},
	}
	root.Flags().BoolVar(&plain, "plain", false, "print the articles as plain text")
	root.AddCommand(&cobra.Command{
		Use:   "keys",
		Short: "Print the keys",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return writeKeys(c.OutOrStdout(), tui.Commands())
		},
	})
	return root
}

// checkArguments refuses what can never be read.
func checkArguments(_ *cobra.Command, args []string) error {
	stdin := 0
	for _, a := range args {
		if a == "-" {
			stdin++
		}
	}
	switch {
	case stdin > 1:
		return errors.New(`"-" may be given once`)
	case stdin == 1 && term.IsTerminal(os.Stdin.Fd()):
		return errors.New(`read standard input: it is the terminal; send something in: "… | broadsheet -"`)
	}
	return nil
}

// read opens what the arguments name, on the screen or as plain text.
func read(args []string, plain bool, now func() time.Time) int {
	show := openScreen
	if plain || os.Getenv("TERM") == "dumb" || !term.IsTerminal(os.Stdout.Fd()) {
		show = printArticles
	}
	code, err := show(args, now)
	if err != nil {
		tell(err)
	}
	return code
}

// checkPaths returns an error for the first argument that is a path where
// nothing lies. It only looks; whether the thing can be read is found out later.
func checkPaths(args []string) error {
	for _, a := range args {
		if scheme, _, ok := strings.Cut(a, "://"); ok && !strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https") {
			return fmt.Errorf("open %s: only http and https addresses are read", a)
		} else if ok || a == "-" {
			continue
		}
		_, err := os.Stat(a)
		switch {
		case errors.Is(err, fs.ErrNotExist) && looksLikeHost(a):
			return fmt.Errorf("open %s: no such file or folder; if it is on the web, write http:// or https:// before it", a)
		case errors.Is(err, fs.ErrNotExist):
			return fmt.Errorf("open %s: no such file or folder", a)
		case err != nil:
			return fmt.Errorf("open %s: %w", a, errors.Unwrap(err))
		}
	}
	return nil
}

// looksLikeHost reports whether an argument may be an address without its
// scheme: example.org/feed.
func looksLikeHost(a string) bool {
	host, _, slash := strings.Cut(a, "/")
	host, port, numbered := strings.Cut(host, ":")
	if numbered && port != "" && strings.Trim(port, "0123456789") == "" {
		return host != ""
	}
	dot := strings.LastIndexByte(host, '.')
	return dot > 0 && (slash || !isArticleFile(host)) && strings.Trim(host[dot+1:], "abcdefghijklmnopqrstuvwxyz") == "" && len(host)-dot > 2
}

// isArticleFile reports whether a name ends like a file that is read here.
func isArticleFile(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".md", ".markdown", ".txt", ".html", ".htm", ".xml", ".rss", ".atom", ".json":
		return true
	}
	return false
}

// tell prints an error where it does not mix with articles. Errors name what
// others wrote, so they are washed like everything else.
func tell(err error) {
	fmt.Fprintln(os.Stderr, "broadsheet: "+strings.TrimRight(feed.WashText(err.Error()), "\n"))
}

// wrongUsage tells an error of the command line.
func wrongUsage(_ io.Writer, _ fang.Styles, err error) {
	tell(fmt.Errorf("%w\nbroadsheet --help says what it takes", err))
}

// version says which release this is.
func version() string {
	if r := release(); r != fromSource {
		return r
	}
	return "built from source"
}

// fromSource is the release of a binary that was not installed as one.
const fromSource = "source"

// release returns the release this binary was built from, as the module system
// knows it; servers are told it too.
func release() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return fromSource
	}
	return info.Main.Version
}
