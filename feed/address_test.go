package feed

import (
	"net/url"
	"strings"
	"testing"
)

func TestWashAddress(t *testing.T) {
	cases := []struct{ in, want string }{
		{"https://x.test/a?b=c#d", "https://x.test/a?b=c#d"},
		{"  HTTP://x.test/  ", "http://x.test/"},
		{"https://x.test/ü ä", "https://x.test/%C3%BC%20%C3%A4"},
		{"https://x.test/?q=ü ä\u202e", "https://x.test/?q=%C3%BC%20%C3%A4%E2%80%AE"},
		{"https://x.test/?q=\"<>`", "https://x.test/?q=%22%3C%3E%60"},
		{"https://user:secret@x.test/", "https://x.test/"},
		{"mailto:a@x.test", "mailto:a@x.test"},
		{"mailto:ü@x.test", "mailto:%C3%BC@x.test"},
		{"mailto:nobody", ""},
		{"javascript:alert(1)", ""},
		{"file:///etc/passwd", ""},
		{"data:text/html,x", ""},
		{"//x.test/a", ""},
		{"/a", ""},
		{"https://", ""},
		{"https://:80/", ""},
		{"https:x.test", ""},
		{"https://x.test/\x1b[31m", ""},
		{"https://x.test/%zz", ""},
		{"", ""},
		{"https://x.test/" + strings.Repeat("a", 4096), ""},
		{"https://x.test/" + strings.Repeat("ü", 1500), ""},
		{"http://[::1]:8080/a", "http://[::1]:8080/a"},
	}
	for _, c := range cases {
		if got := WashAddress(c.in); got != c.want {
			t.Errorf("WashAddress(%.60q): got %.60q, want %q", c.in, got, c.want)
		}
	}
}

func TestResolve(t *testing.T) {
	base, _ := url.Parse("https://x.test/news/a.html?q#f")
	cases := []struct {
		ref, want string
		kind      LinkKind
	}{
		{"b.html", "https://x.test/news/b.html", LinkPage},
		{"/b", "https://x.test/b", LinkPage},
		{"../b", "https://x.test/b", LinkPage},
		{"?r", "https://x.test/news/a.html?r", LinkPage},
		{"//y.test/b", "https://y.test/b", LinkPage},
		{"https://y.test/a b?c d", "https://y.test/a%20b?c%20d", LinkPage},
		{"https://y.test/50%", "https://y.test/50%25", LinkPage},
		{"https://y.test/a\n\tb", "https://y.test/ab", LinkPage},
		{"mailto:a@x.test", "mailto:a@x.test", LinkMail},
		{"MAILTO:a@x.test", "mailto:a@x.test", LinkMail},
		{"b.PDF", "https://x.test/news/b.PDF", LinkMedia},
		{"#top", "#top", LinkAnchor},
		{"#", "", LinkDead},
		{"#\u202e", "", LinkDead},
		{"", "", LinkDead},
		{" ", "", LinkDead},
		{"javascript:void(0)", "", LinkDead},
		{"JavaScript:void(0)", "", LinkDead},
		{"java\nscript:void(0)", "", LinkDead},
		{"http://", "", LinkDead},
		{"1:2", "", LinkDead},
		{strings.Repeat("a", 5000), "", LinkDead},
	}
	for _, c := range cases {
		got, kind := Resolve(base, c.ref)
		if got != c.want || kind != c.kind {
			t.Errorf("Resolve(%.60q): got %q, %d, want %q, %d", c.ref, got, kind, c.want, c.kind)
		}
	}
	if got, kind := Resolve(nil, "b.html"); got != "" || kind != LinkDead {
		t.Errorf("without a base: %q, %d", got, kind)
	}
}

func TestCanonical(t *testing.T) {
	same := [][]string{
		{"https://www.x.test/a/", "http://x.test/a", "HTTPS://X.test:443/a#b", "https://x.test/a?utm_source=y&fbclid=1", "http://x.test:80/a"},
		{"https://x.test/a?b=1&c=2", "https://x.test/a?c=2&b=1&utm_medium=z"},
		{"https://x.test", "https://x.test/"},
	}
	for _, group := range same {
		for _, s := range group {
			if got, want := Canonical(s), Canonical(group[0]); got != want || got == "" {
				t.Errorf("%q: got %q, want %q", s, got, want)
			}
		}
	}
	for _, pair := range [][2]string{
		{"https://x.test/a", "https://x.test/b"}, {"https://x.test/a?id=1", "https://x.test/a?id=2"}, {"https://x.test/?id=1;x", "https://x.test/?id=2;x"},
		{"https://x.test/a", "https://x.test/A"}, {"https://x.test:8080/", "https://x.test/"},
	} {
		if Canonical(pair[0]) == Canonical(pair[1]) {
			t.Errorf("%q and %q are taken for the same", pair[0], pair[1])
		}
	}
	for _, s := range []string{"", "mailto:a@x.test", "#a", "/a", "file:///a", "http://%zz"} {
		if got := Canonical(s); got != "" {
			t.Errorf("%q: got %q", s, got)
		}
	}
}

func TestHost(t *testing.T) {
	for in, want := range map[string]string{"https://www.X.test:80/a": "x.test", "mailto:a@x.test": "", "": "", "http://[::1]/": "::1", "http://a\u202eb.test/": "ab.test"} {
		if got := Host(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestLabel(t *testing.T) {
	for in, want := range map[string]string{
		"https://www.x.test/a/": "x.test/a", "mailto:a@x.test": "a@x.test", "": "",
		"https://x.test/" + strings.Repeat("a", 60): "x.test/aaaaaaaaaaaaa…aaaaaaaaaaaaaaaaaaa",
	} {
		if got := Label(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestNewID(t *testing.T) {
	a := Article{Source: "s", URL: "https://www.x.test/a/?utm_source=y", Title: "T", Body: "B"}
	b := a
	b.URL, b.Body = "http://x.test/a", "other"
	if NewID(&a, "") != NewID(&b, "") {
		t.Error("the same address gave two identities")
	}
	if NewID(&a, "g") == NewID(&a, "h") || NewID(&a, "g") == NewID(&a, "") {
		t.Error("the guid does not count")
	}
	b.Source = "t"
	if NewID(&a, "g") == NewID(&b, "g") {
		t.Error("the same guid in two sources gave one identity")
	}
	a.URL, b.URL = "", ""
	b.Source = "s"
	if NewID(&a, "") == NewID(&b, "") {
		t.Error("two texts gave one identity")
	}
	if id := NewID(&a, ""); len(id) != 16 || strings.Trim(string(id), "0123456789abcdef") != "" {
		t.Errorf("identity %q", id)
	}
}

func FuzzResolve(f *testing.F) {
	for _, s := range []string{"a", "#b", "https://x.test/%zz?ü", "mailto:a@b", "//x", "javascript:x", "http://u:p@x.test/", "https://x.test/?a b#c d", "http://a\"b/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, ref string) {
		base, _ := url.Parse("https://x.test/a/b")
		got, kind := Resolve(base, ref)
		if (got == "") != (kind == LinkDead) {
			t.Errorf("%q of kind %d", got, kind)
		}
		if again, k := Resolve(nil, got); again != got || k != kind {
			t.Errorf("%q, %d resolves to %q, %d", got, kind, again, k)
		}
		if kind != LinkAnchor && got != WashAddress(got) {
			t.Errorf("%q washes to %q", got, WashAddress(got))
		}
		for i := range len(got) {
			if kind != LinkAnchor && (got[i] <= ' ' || got[i] >= 0x7f) {
				t.Errorf("not printable ASCII: %q", got)
			}
		}
		if kind == LinkPage && Canonical(got) == "" {
			t.Errorf("no canonical form of %q", got)
		}
	})
}
