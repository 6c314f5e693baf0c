package desk

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"time"

	"broadsheet/feed"
)

const rss = `<?xml version="1.0"?><rss version="2.0"><channel><title>Kaldvik Wire</title><link>https://wire.example/</link><description>d</description>
<item><guid>a</guid><title>First item</title><link>https://wire.example/a</link><description>&lt;p&gt;Herring are back.&lt;/p&gt;</description></item>
<item><guid>b</guid><title>Second item</title><link>https://wire.example/b</link><description>&lt;p&gt;Herring are gone.&lt;/p&gt;</description></item>
</channel></rss>`

// write makes files in a folder, and returns the folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "island-news")
	for name, text := range files {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestFolder(t *testing.T) {
	deep := strings.Repeat("d/", maxDepth)
	dir := write(t, map[string]string{
		"one.md": "# One\n\nText of one.", "sub/two.markdown": "# Two\n\nText of two.", deep + "deep.txt": "# Deep\n\nText of it.",
		deep + "d/deeper.txt": "# Deeper\n\nNever read.", ".hidden.md": "# Hidden\n\nNever read.", ".git/x.md": "# Hidden too\n\nNever read.",
		"wire.xml": rss, "list.opml": `<opml version="2.0"><body/></opml>`, "photo.jpg": "\xff\xd8", "notes.go": "package x",
	})
	d, troubles := open(t, Options{Sources: []string{dir}})
	if len(troubles) > 0 {
		t.Errorf("troubles %q", troubles)
	}
	if got, want := titles(t, d, ""), "Deep; First item; One; Second item; Two"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := titles(t, d, "herring gone"); got != "Second item" {
		t.Errorf("in the bodies: %s", got)
	}
	l, _ := d.List(context.Background(), feed.Query{})
	for _, a := range l.Articles {
		want := "Island news"
		if strings.Contains(a.Title, "item") {
			want = "Kaldvik Wire"
		}
		if a.Paper != want {
			t.Errorf("%s is of %q, want %q", a.Title, a.Paper, want)
		}
	}
	if l.Sources != 2 {
		t.Errorf("%d sources", l.Sources)
	}
}

func TestFilesOneByOne(t *testing.T) {
	dir := write(t, map[string]string{
		"saved-feed.xml": rss, "page.html": "<html><head><title>A saved page</title></head><body><article><h1>A saved page</h1><p>" +
			strings.Repeat("Goats were seen on the roof of the church again, and nobody could say how. ", 12) + "</p></article></body></html>",
		"list.opml": `<opml version="2.0"><body><outline xmlUrl="https://a.example/feed"/></body></opml>`, "empty.md": "", "torn.xml": rss[:len(rss)-150],
	})
	for _, c := range []struct{ name, titles, trouble string }{
		{"saved-feed.xml", "First item; Second item", ""},
		{"page.html", "A saved page", ""},
		{"list.opml", "", "OPML"},
		{"empty.md", "", "empty"},
		{"torn.xml", "First item", "torn.xml"},
		{"none.md", "", "no such file"},
	} {
		d, troubles := open(t, Options{Sources: []string{filepath.Join(dir, c.name)}})
		if got := titles(t, d, ""); got != c.titles {
			t.Errorf("%s: %s, want %s", c.name, got, c.titles)
		}
		all := strings.Join(troubles, "\n")
		if c.trouble == "" && all != "" || !strings.Contains(all, c.trouble) || c.trouble != "" && (len(troubles) != 1 || !strings.Contains(all, c.name)) {
			t.Errorf("%s: troubles %q, want one of %q", c.name, troubles, c.trouble)
		}
	}
}

func TestBrokenFilesOfAFolderAreToldAsOne(t *testing.T) {
	dir := write(t, map[string]string{"a.md": "", "b.xml": "{", "good.md": "# Good\n\nText."})
	d, troubles := open(t, Options{Sources: []string{dir}})
	if got := titles(t, d, ""); got != "Good" {
		t.Errorf("%s", got)
	}
	if len(troubles) != 1 || !strings.Contains(troubles[0], dir) || !strings.Contains(troubles[0], "2 of its files") || !strings.Contains(troubles[0], "a.md") {
		t.Errorf("%q", troubles)
	}
	_, troubles = open(t, Options{Sources: []string{filepath.Join(write(t, map[string]string{"x/y.go": ""}), "x")}})
	if len(troubles) != 1 || !strings.Contains(troubles[0], "no articles") {
		t.Errorf("an empty folder: %q", troubles)
	}
}

func TestTooLargeAFile(t *testing.T) {
	dir := write(t, map[string]string{"large.md": "# Large"})
	if err := os.Truncate(filepath.Join(dir, "large.md"), maxFile+1); err != nil {
		t.Fatal(err)
	}
	_, troubles := open(t, Options{Sources: []string{filepath.Join(dir, "large.md")}})
	if len(troubles) != 1 || !strings.Contains(troubles[0], "larger than 20 MB") {
		t.Errorf("%q", troubles)
	}
}

// TestChangedFiles edits a folder under the desk's eyes.
func TestChangedFiles(t *testing.T) {
	tick := make(chan time.Time)
	dir := write(t, map[string]string{"one.md": "# One\n\nBefore.", "two.md": "# Two\n\nStays.", "wire.xml": rss})
	d, _ := open(t, Options{Sources: []string{dir}, Tick: tick})
	ctx := context.Background()
	one := id(t, d, "One")
	if err := d.SetRead(ctx, one, true); err != nil {
		t.Fatal(err)
	}
	change := func(name, text string, hours int) {
		t.Helper()
		p := filepath.Join(dir, name)
		if text == "" {
			if err := os.Remove(p); err != nil {
				t.Fatal(err)
			}
			return
		}
		if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		when := clock().Add(time.Duration(hours) * time.Hour) // as if time had passed
		if err := os.Chtimes(p, when, when); err != nil {
			t.Fatal(err)
		}
	}
	change("one.md", "# One, corrected\n\nAfterwards.", 1)
	tick <- clock()
	quiet(t, d)
	if got := titles(t, d, "afterwards"); got != "One, corrected" {
		t.Errorf("after the change: %s", got)
	}
	if got := titles(t, d, "before"); got != "" {
		t.Errorf("the old text is found: %s", got)
	}
	if a, err := d.Article(ctx, one); err != nil || !a.Read {
		t.Errorf("the changed file is another article now: %+v, %v", a, err)
	}
	change("two.md", "", 0)
	change("wire.xml", "", 0)
	change("three.md", "# Three\n\nNew.", 2)
	if err := d.Reload(ctx); err != nil {
		t.Fatal(err)
	}
	quiet(t, d)
	if got := titles(t, d, ""); got != "One, corrected; Three" {
		t.Errorf("after Reload: %s", got)
	}
	// A tick finds nothing new, so nothing happens: the next news is of Reload.
	tick <- clock()
	tick <- clock() // taken only when the first was dealt with
	if err := d.Reload(ctx); err != nil {
		t.Fatal(err)
	}
	if n, err := d.News(ctx); err != nil || n.Kind != feed.NewsQuiet {
		t.Errorf("news %+v, %v", n, err)
	}
}

func TestStdin(t *testing.T) {
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	io.WriteString(w, rss)
	w.Close()
	for _, c := range []struct {
		name            string
		in              io.Reader
		titles, trouble string
	}{
		{"feed", strings.NewReader(rss), "First item; Second item", ""},
		{"zipped", &zipped, "First item; Second item", ""},
		{"article", strings.NewReader("# Piped\n\nText."), "Piped", ""},
		{"empty", strings.NewReader(""), "", "standard input"},
		{"broken", iotest.ErrReader(errors.New("the pipe broke")), "", "read standard input: the pipe broke"},
		{"none", nil, "", "there is none"},
	} {
		d, troubles := open(t, Options{Sources: []string{"-"}, Stdin: c.in})
		if got := titles(t, d, ""); got != c.titles {
			t.Errorf("%s: %s, want %s", c.name, got, c.titles)
		}
		if all := strings.Join(troubles, "\n"); (all == "") != (c.trouble == "") || !strings.Contains(all, c.trouble) {
			t.Errorf("%s: troubles %q", c.name, troubles)
		}
	}
}

func TestCloseLeavesAnEndlessInput(t *testing.T) {
	r, w := io.Pipe()
	defer w.Close()
	d := New(Options{Sources: []string{"-"}, Stdin: r, Now: clock})
	d.Close() // returns, or the test never ends
}

func TestAddress(t *testing.T) {
	var asked atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed":
			if asked.Add(1) > 1 {
				io.WriteString(w, strings.Replace(rss, "<item>", "<item><guid>c</guid><title>Third item</title><link>/c</link></item><item>", 1))
				return
			}
			io.WriteString(w, rss)
		case "/cut":
			w.Header().Set("Content-Length", "100000")
			io.WriteString(w, rss[:len(rss)-150])
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	defer s.Close()
	secret := strings.Replace(s.URL, "//", "//me:hidden@", 1)
	d, troubles := open(t, Options{Sources: []string{secret + "/feed", secret + "/cut", secret + "/none"}})
	if got := titles(t, d, ""); got != "First item; First item; Second item" {
		t.Errorf("%s", got)
	}
	all := strings.Join(troubles, "\n")
	for _, want := range []string{"/none: the server at 127.0.0.1 answers 404: there is no such page", "/cut: the connection broke"} {
		if !strings.Contains(all, want) {
			t.Errorf("troubles %q lack %q", troubles, want)
		}
	}
	l, _ := d.List(context.Background(), feed.Query{})
	if strings.Contains(all, "hidden") || len(l.Articles) > 0 && strings.Contains(l.Articles[0].Source, "hidden") {
		t.Errorf("the password is told: %q %+v", all, l.Articles)
	}
	if err := d.Reload(context.Background()); err != nil {
		t.Fatal(err)
	}
	quiet(t, d)
	if got := titles(t, d, "third"); got != "Third item" {
		t.Errorf("after Reload: %q", got)
	}
}

func TestSameSourceTwiceIsReadOnce(t *testing.T) {
	dir := write(t, map[string]string{"one.md": "# One\n\nText."})
	if n := len(origins(Options{Sources: []string{dir, dir + "/", "-", "-"}})); n != 2 {
		t.Errorf("%d origins", n)
	}
}

func TestFilesOfOneNameAreTwoArticles(t *testing.T) {
	dir := write(t, map[string]string{"a/x.txt": "# Same\n\nSame text.", "b/x.txt": "# Same\n\nSame text."})
	for _, sources := range [][]string{{dir}, {dir + "/a", dir + "/b"}, {dir + "/a/x.txt", dir + "/b/x.txt"}} {
		d, _ := open(t, Options{Sources: sources})
		if got := titles(t, d, ""); got != "Same; Same" {
			t.Errorf("%q: %s", sources, got)
		}
	}
}
