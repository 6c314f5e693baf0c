package main

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// arrows is the floor plan: which packages of ours each package may import, and
// which modules of others it hosts. A new arrow is added here, on purpose, in
// the commit that draws it.
var arrows = map[string]struct{ ours, hosts string }{
	"feed":                {"", "golang.org/x/text/unicode/norm"},
	"feed/fetch":          {"feed", "net net/http github.com/andybalholm/brotli"},
	"feed/markup":         {"feed", "github.com/yuin/goldmark github.com/rivo/uniseg"},
	"feed/parse":          {"feed feed/markup feed/extract", "github.com/mmcdole/gofeed golang.org/x/text github.com/gogs/chardet golang.org/x/net/html"},
	"feed/extract":        {"feed feed/markup", "codeberg.org/readeck/go-readability/v2 golang.org/x/net/html"},
	"feed/library":        {"feed", ""},
	"feed/related":        {"feed", ""},
	"feed/desk":           {"feed feed/*", "golang.org/x/sync golang.org/x/net/idna os os/exec"},
	"seeds":               {"", "embed"},
	"render/theme":        {"", "charm.land/lipgloss/v2 charm.land/glamour/v2"},
	"render":              {"feed feed/markup render/theme", "charm.land/glamour/v2 charm.land/lipgloss/v2 github.com/yuin/goldmark github.com/yuin/goldmark-emoji github.com/charmbracelet/ultraviolet github.com/charmbracelet/x/ansi github.com/rivo/uniseg"},
	"tui/list":            {"feed render render/theme", "charm.land/lipgloss/v2 github.com/charmbracelet/ultraviolet github.com/charmbracelet/x/ansi"},
	"tui/reader":          {"feed render render/theme", "charm.land/lipgloss/v2 github.com/charmbracelet/ultraviolet github.com/charmbracelet/x/ansi"},
	"tui/side":            {"feed render render/theme", "charm.land/lipgloss/v2 github.com/charmbracelet/ultraviolet github.com/charmbracelet/x/ansi"},
	"tui/sheet":           {"feed render render/theme", "charm.land/lipgloss/v2 github.com/charmbracelet/ultraviolet github.com/charmbracelet/x/ansi"},
	"tui":                 {"feed render render/theme tui/*", "charm.land/bubbletea/v2 charm.land/bubbles/v2 github.com/charmbracelet/colorprofile charm.land/lipgloss/v2 github.com/charmbracelet/ultraviolet github.com/charmbracelet/x/ansi"},
	"cmd/broadsheet/heap": {"", ""},
	"cmd/broadsheet":      {"cmd/broadsheet/heap feed feed/* render tui seeds", "os os/signal github.com/charmbracelet/x/ansi github.com/spf13/cobra charm.land/fang/v2 charm.land/bubbletea/v2 github.com/charmbracelet/x/term"},
}

// guardedStd are the packages of the standard library that reach outside: they
// have hosts like any stranger.
var guardedStd = []string{"net", "net/http", "os", "os/exec", "os/signal", "embed", "database/sql", "unsafe", "plugin"}

func TestArrows(t *testing.T) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "broadsheet/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for dec := json.NewDecoder(strings.NewReader(string(out))); dec.More(); {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		name := strings.TrimPrefix(p.ImportPath, "broadsheet/")
		may, ok := arrows[name]
		if !ok {
			t.Errorf("package %s has no place in the floor plan", name)
		}
		for _, imp := range p.Imports {
			if !allowed(imp, may.ours, may.hosts) {
				t.Errorf("%s may not import %s", name, imp)
			}
		}
	}
}

func allowed(imp, ours, hosts string) bool {
	if own, ok := strings.CutPrefix(imp, "broadsheet/"); ok {
		return slices.ContainsFunc(strings.Fields(ours), func(s string) bool {
			room, all := strings.CutSuffix(s, "/*")
			return own == s || all && strings.HasPrefix(own, room+"/")
		})
	}
	if first, _, _ := strings.Cut(imp, "/"); !strings.Contains(first, ".") {
		return !slices.Contains(guardedStd, imp) || slices.Contains(strings.Fields(hosts), imp)
	}
	return slices.ContainsFunc(strings.Fields(hosts), func(s string) bool {
		return imp == s || strings.HasPrefix(imp, s+"/")
	})
}

// TestAllowed shows that the plan can be broken.
func TestAllowed(t *testing.T) {
	for _, c := range []struct {
		imp, ours, hosts string
		want             bool
	}{
		{"broadsheet/feed", "feed", "", true},
		{"broadsheet/feed/parse", "feed", "", false},
		{"broadsheet/feed/parse", "feed/*", "", true},
		{"broadsheet/feeds", "feed/*", "", false},
		{"strings", "", "", true},
		{"net/http", "", "", false},
		{"net/http", "", "net/http", true},
		{"github.com/yuin/goldmark/ast", "", "github.com/yuin/goldmark", true},
		{"github.com/yuin/goldmark-emoji", "", "github.com/yuin/goldmark", false},
	} {
		if got := allowed(c.imp, c.ours, c.hosts); got != c.want {
			t.Errorf("allowed(%q, %q, %q) = %v", c.imp, c.ours, c.hosts, got)
		}
	}
}
