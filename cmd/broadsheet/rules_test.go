package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// root is the top of the repository, seen from this package's folder.
const root = "../.."

const (
	maxFileLines = 400 // of a file that is no test
	maxFuncLines = 60
)

// left matches what must not be left in the code; the words are put together
// so that this file does not hold them.
var left = regexp.MustCompile("TO" + "DO|FIX" + "ME")

// lazy matches what a test must not do: wait for time to pass, or not be done.
var lazy = regexp.MustCompile(`\btime\.` + `Sleep\(|\b[tb]\.` + `Skip`)

// TestHouseRules holds the code to the rules that can be counted.
func TestHouseRules(t *testing.T) {
	files := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != root && strings.HasPrefix(d.Name(), ".") {
			return filepath.SkipDir
		}
		if d.IsDir() || filepath.Ext(path) != ".go" {
			return nil
		}
		files++
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, fault := range faults(strings.TrimPrefix(filepath.ToSlash(path), root+"/"), src) {
			t.Error(fault)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 20 {
		t.Errorf("looked at %d files only", files)
	}
}

// faults tells what is wrong with one file of Go.
func faults(name string, src []byte) []string {
	var bad []string
	test := strings.HasSuffix(name, "_test.go")
	if n := bytes.Count(src, []byte("\n")); n > maxFileLines && !test {
		bad = append(bad, name+": longer than 400 lines")
	}
	if left.Match(src) {
		bad = append(bad, name+": something is left to do")
	}
	if test && lazy.Match(src) {
		bad = append(bad, name+": a test that sleeps or is skipped")
	}
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, name, src, parser.SkipObjectResolution)
	if err != nil {
		return append(bad, err.Error())
	}
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if ok && !test && set.Position(fn.End()).Line-set.Position(fn.Pos()).Line+1 > maxFuncLines {
			bad = append(bad, name+": "+fn.Name.Name+" is longer than 60 lines")
		}
	}
	return bad
}

// TestFaults shows that each rule can be broken.
func TestFaults(t *testing.T) {
	for _, c := range []struct{ name, src string }{
		{"a.go", "package a\n" + strings.Repeat("\n", maxFileLines)},
		{"a.go", "package a\n\nfunc f() {" + strings.Repeat("\n", maxFuncLines) + "}\n"},
		{"a.go", "package a // TO" + "DO\n"},
		{"a_test.go", "package a\n\nfunc f() { time." + "Sleep(1) }\n"},
		{"a_test.go", "package a\n\nfunc f() { t." + "Skip() }\n"},
	} {
		if len(faults(c.name, []byte(c.src))) != 1 {
			t.Errorf("nothing found in %.40q", c.src)
		}
	}
	if got := faults("a.go", []byte("package a\n")); len(got) != 0 {
		t.Error(got)
	}
}

// TestModule holds go.mod to what `go install` needs: no replace.
func TestModule(t *testing.T) {
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(mod, []byte("module broadsheet\n")) {
		t.Error("go.mod is not this module's")
	}
	if regexp.MustCompile(`(?m)^(replace|exclude)\b`).Match(mod) {
		t.Error("go.mod has a replace or exclude")
	}
}

// TestTopLevel holds the repository to the owner's list of what lies at its top.
func TestTopLevel(t *testing.T) {
	allowed := " cmd tui feed render seeds go.mod go.sum README.md LICENSE CHANGELOG.md broadsheet broadsheet.exe dist "
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name := e.Name(); name[0] != '.' && !strings.Contains(allowed, " "+name+" ") {
			t.Errorf("%s does not belong at the top of the repository", e.Name())
		}
	}
}
