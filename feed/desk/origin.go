package desk

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"broadsheet/feed"
	"broadsheet/feed/parse"
)

// What is taken of files.
const (
	maxFile  = 20 << 20 // bytes of one
	maxFiles = 20_000   // of one folder
	maxDepth = 8        // of folders within it
)

type originKind uint8

const (
	fromBundle originKind = iota
	fromStdin
	fromPath
	fromAddress
)

// origin is one thing the reader named. What is read of it is one source or,
// when it is a folder with feeds in it, several.
type origin struct {
	kind originKind
	name string // as it was given, for errors
	at   string // the absolute path, or the address

	mu    sync.Mutex       // one reading at a time
	files map[string]*file // path → what was read from it
}

// file is what was read from a file, and when it was last changed then.
type file struct {
	stamp
	source string // the key
	ids    []feed.ID
}

// stamp tells one state of a file from another.
type stamp struct {
	changed time.Time
	size    int64
}

// origins returns what the options name.
func origins(o Options) []*origin {
	if len(o.Sources) == 0 {
		if o.Bundled == nil {
			return nil
		}
		return []*origin{{kind: fromBundle, name: "the bundled articles", files: map[string]*file{}}}
	}
	var os []*origin
	known := map[string]bool{}
	for _, s := range o.Sources {
		g := &origin{kind: fromPath, name: s, at: s, files: map[string]*file{}}
		switch scheme, _, ok := strings.Cut(s, "://"); {
		case s == "-":
			g.kind, g.name = fromStdin, "standard input"
		case ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")):
			g.kind, g.name = fromAddress, shownAddress(s)
		default:
			if abs, err := filepath.Abs(s); err == nil {
				g.at = abs
			}
		}
		if !known[g.at] {
			known[g.at] = true
			os = append(os, g)
		}
	}
	return os
}

// shownAddress is an address without a password, for errors and titles; what
// cannot be washed is not shown at all.
func shownAddress(s string) string {
	if w := feed.WashAddress(s); w != "" {
		return w
	}
	return "the address given"
}

// found is a file to be read.
type found struct {
	path, rel string // rel is its name within the folder, with slashes
	stamp
}

// find returns the files of a path: itself, or those of the folder. folder
// says which. cut says that there were more files than are taken.
func find(path string) (files []found, folder, cut bool, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, false, false, plainly(err)
	}
	if !info.IsDir() {
		return []found{{path, filepath.Base(path), stampOf(info)}}, false, false, nil
	}
	root, err := filepath.EvalSymlinks(path) // WalkDir does not go through one
	if err != nil {
		return nil, true, false, plainly(err)
	}
	err = filepath.WalkDir(root, func(p string, e fs.DirEntry, err error) error {
		if p == root {
			return err
		}
		rel, relErr := filepath.Rel(root, p)
		if err != nil || relErr != nil {
			return nil // a folder in it that may not be entered
		}
		rel = filepath.ToSlash(rel)
		hidden := strings.HasPrefix(e.Name(), ".")
		if e.IsDir() {
			if hidden || strings.Count(rel, "/") >= maxDepth {
				return fs.SkipDir
			}
			return nil
		}
		if hidden || !readable(e.Name()) {
			return nil
		}
		info, err := os.Stat(p)
		if err != nil || !info.Mode().IsRegular() {
			return nil
		}
		if len(files) == maxFiles {
			cut = true
			return fs.SkipAll
		}
		files = append(files, found{p, rel, stampOf(info)})
		return nil
	})
	if err != nil {
		return nil, true, false, plainly(err)
	}
	return files, true, cut, nil
}

func stampOf(info fs.FileInfo) stamp { return stamp{info.ModTime(), info.Size()} }

// readable reports whether a file of a folder is looked at.
func readable(name string) bool { return feedFile(name) || parse.Written(name) || pageFile(name) }

func feedFile(name string) bool {
	return slices.Contains([]string{".xml", ".rss", ".atom", ".json", ".rdf"}, strings.ToLower(filepath.Ext(name)))
}

func pageFile(name string) bool {
	return slices.Contains([]string{".html", ".htm"}, strings.ToLower(filepath.Ext(name)))
}

// readFile reads a regular file. It never waits: a pipe or a device that was
// put in its place is refused, and opened without waiting for its other end.
func readFile(path string) ([]byte, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, plainly(err)
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, plainly(err)
	case info.IsDir():
		return nil, errors.New("it is a folder")
	case !info.Mode().IsRegular():
		return nil, errors.New("it is a pipe or a device, not a file; send it in with: … | broadsheet -")
	}
	return readAll(f)
}

// readAll reads at most the largest size of a file.
func readAll(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	switch {
	case err != nil:
		return data, plainly(err)
	case len(data) > maxFile:
		return nil, fmt.Errorf("it is larger than %d MB, which is more than this program takes", maxFile>>20)
	}
	return data, nil
}

// plainly drops from an error what the sentence round it says already.
func plainly(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
