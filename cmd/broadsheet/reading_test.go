//go:build unix

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// sizes are the terminals on which everything must be readable.
var sizes = []struct{ w, h int }{{80, 24}, {100, 30}, {120, 40}, {200, 60}}

// everySize runs a test on a fresh program at each size.
func everySize(t *testing.T, args []string, f func(t *testing.T, x *terminal)) {
	t.Helper()
	path := binary(t)
	for _, s := range sizes {
		t.Run(fmt.Sprintf("%dx%d", s.w, s.h), func(t *testing.T) {
			t.Parallel()
			f(t, start(t, s.w, s.h, program{path: path, args: args}))
		})
	}
}

func TestReadBundled(t *testing.T) {
	titles := seedTitles(t)
	everySize(t, nil, func(t *testing.T, x *terminal) {
		x.Wait("a headline", showsAny(titles))
		x.Send(keyEnter)
		x.Wait("an open article", func(s string) bool { return strings.Contains(s, "esc list") && strings.Contains(s, " By ") })
		x.Send(keyTab)
		x.WaitText("¹") // the first link, wherever it stands
		x.Send("?")
		x.WaitText("esc closes")
		x.Send(keyEsc)
		x.WaitGone("esc closes")
		x.WaitText("¹")
		x.Send("q")
		x.WaitGone("esc list")
		x.Wait("a headline", showsAny(titles))
		x.Send("q")
		if code := x.Exit(); code != exitFine {
			t.Errorf("exit code %d", code)
		}
		x.Restored()
	})
}

// TestFollow goes from an article to the one it links to and back.
func TestFollow(t *testing.T) {
	everySize(t, []string{"testdata/folder"}, func(t *testing.T, x *terminal) {
		x.WaitText("Ferry back before the ice")
		x.Send(keyEnter)
		x.WaitText("which nobody")
		x.Send("3") // "the strike committee", which is held
		x.WaitText("opens here")
		x.Send(keyEnter)
		x.WaitText("with a paper")
		x.Send(keyEsc)
		x.WaitText("which nobody")
		x.WaitGone("with a paper")
		x.Send("L")
		x.WaitText("with a paper")
	})
}

// TestFindTheSource follows a link that has no address.
func TestFindTheSource(t *testing.T) {
	everySize(t, []string{"testdata/folder"}, func(t *testing.T, x *terminal) {
		x.WaitText("Ferry back before the ice")
		x.Send(keyEnter)
		x.WaitText("which nobody")
		x.Send(keyTab)
		x.WaitText("No address")
		x.Send(keyEnter)
		x.WaitText("Find the source")
		x.Send(keyEsc)
		x.WaitGone("Find the source")
		x.WaitText("which nobody")
	})
}

func TestFilter(t *testing.T) {
	everySize(t, []string{"testdata/folder"}, func(t *testing.T, x *terminal) {
		x.WaitText("before the ice")
		x.WaitText("Eels counted twice")
		x.Send("/")
		x.Send("WEIR") // stands in the body only
		x.WaitGone("before the ice")
		x.WaitText("Eels counted twice")
		x.Send(keyEnter) // the filter stays
		x.Send(keyEnter)
		x.WaitText("and found 4,120")
		x.WaitText("esc list") // two Esc without a pause would be an Alt-Esc
		x.Send(keyEsc)
		x.WaitGone("esc list")
		x.Send(keyEsc)
		x.WaitText("before the ice")
	})
}

func TestMouse(t *testing.T) {
	x := start(t, 120, 40, program{path: binary(t), args: []string{"testdata/folder"}})
	x.WaitText("Strike ends at the slip")
	col, row := x.Find("Strike ends at the slip")
	x.Click(col, row)
	x.WaitText("with a paper")
}

func TestResize(t *testing.T) {
	x := start(t, 200, 60, program{path: binary(t), args: []string{"testdata/folder"}})
	x.WaitText("Ferry back before the ice")
	x.Send(keyEnter)
	x.WaitText("which nobody")
	for _, s := range []struct{ w, h int }{{80, 24}, {30, 6}, {1, 1}, {120, 40}} {
		x.Resize(s.w, s.h)
		if s.w > 1 {
			x.WaitText("Ferry back before the ice")
		}
	}
	x.WaitText("Strike ends at the slip") // beside it again: the list, or what is related
}

// TestLeaving holds that the terminal is as it was, however the program ends.
func TestLeaving(t *testing.T) {
	for _, c := range []struct {
		name  string
		leave func(*terminal)
		code  int
	}{
		{"q", func(x *terminal) { x.Send("q") }, 0},
		{"ctrl+c", func(x *terminal) { x.Send(keyCtrlC) }, 0},
		{"ctrl+c while typing", func(x *terminal) { x.Send("/ab" + keyCtrlC) }, 0},
		{"SIGTERM", func(x *terminal) { _ = x.cmd.Process.Signal(syscall.SIGTERM) }, 128 + int(syscall.SIGTERM)},
		{"SIGHUP", func(x *terminal) { _ = x.cmd.Process.Signal(syscall.SIGHUP) }, 128 + int(syscall.SIGHUP)},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			x := start(t, 100, 30, program{path: binary(t)})
			x.Wait("a headline", showsAny(seedTitles(t)))
			c.leave(x)
			if code := x.Exit(); code != c.code {
				t.Errorf("exit code %d, not %d", code, c.code)
			}
			x.Restored()
		})
	}
}

// TestStdinOnTerminal reads the articles from a pipe and the keys from the terminal.
func TestStdinOnTerminal(t *testing.T) {
	feed, err := os.Open(filepath.Join("testdata", "web", "gazette.xml"))
	if err != nil {
		t.Fatal(err)
	}
	defer feed.Close()
	x := start(t, 80, 24, program{path: binary(t), args: []string{"-"}, stdin: feed})
	x.WaitText("Bread & salt")
	x.Send(keyEnter)
	x.WaitText("is back, the council")
	x.Send(keyCtrlC)
	if code := x.Exit(); code != exitFine {
		t.Errorf("exit code %d", code)
	}
	x.Restored()
}

// TestPlainOnTerminal holds that nothing is drawn where it was asked not to.
func TestPlainOnTerminal(t *testing.T) {
	for _, c := range []struct {
		name string
		p    program
		code int
		says string
	}{
		{"TERM=dumb", program{args: []string{"testdata/folder"}, env: []string{"TERM=dumb"}}, exitFine, "and keeps to none"},
		{"--plain", program{args: []string{"--plain", "testdata/folder"}}, exitFine, "and keeps to none"},
		{"a path where nothing is", program{args: []string{"nosuch.md"}}, exitNothing, "broadsheet: open nosuch.md: no such file or folder"},
		{"an address without https", program{args: []string{"example.org/feed"}}, exitNothing, "write http:// or https:// before it"},
		{"the terminal as standard input", program{args: []string{"-"}}, exitUsage, "it is the terminal"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.p.path = binary(t)
			x := start(t, 80, 50, c.p)
			if code := x.Exit(); code != c.code {
				t.Errorf("exit code %d, not %d", code, c.code)
			}
			text := strings.ReplaceAll(x.Raw(), "\r\n", "\n")
			if !strings.Contains(text, c.says) {
				t.Errorf("no %q in %q", c.says, text)
			}
			for line := range strings.Lines(text) {
				if len([]rune(line)) > 73 && c.code == exitFine {
					t.Errorf("longer than 72 columns: %q", line)
				}
			}
			x.Restored()
		})
	}
}

func TestNoColor(t *testing.T) {
	x := start(t, 120, 40, program{path: binary(t), args: []string{"testdata/folder"}, env: []string{"NO_COLOR=1"}})
	x.WaitText("Ferry back before the ice")
	x.Send(keyEnter)
	x.WaitText("which nobody")
	for _, style := range sgr.FindAllStringSubmatch(x.Raw(), -1) {
		if coloured(style[1]) {
			t.Fatalf("%q in spite of NO_COLOR", style[0])
		}
	}
}

var sgr = regexp.MustCompile(`\x1b\[([0-9;:]*)m`)

// coloured reports whether the parameters of a style set a colour.
func coloured(params string) bool {
	for p := range strings.SplitSeq(params, ";") {
		n, _ := strconv.Atoi(p)
		if n >= 30 && n <= 38 || n >= 40 && n <= 48 || n >= 90 && n <= 107 {
			return true
		}
	}
	return false
}

// TestHostile holds that what a feed says reaches the terminal as text only.
func TestHostile(t *testing.T) {
	x := start(t, 120, 40, program{path: binary(t), args: []string{"testdata/web/hostile.xml"}})
	x.WaitText("A headline that turns round")
	x.Send(keyEnter)
	x.WaitText("last of it.")
	for _, bad := range []string{"\x1b]52", "UFdO", "\x1b[2J after", "\u009b", "\u202e"} {
		if strings.Contains(x.Raw(), bad) {
			t.Errorf("%q reached the terminal", bad)
		}
	}
}
