package desk

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
)

func TestBrowse(t *testing.T) {
	called := make(chan []string, 1)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseForm(); err != nil {
			t.Error(err)
		}
		called <- r.Form["arg"]
	}))
	defer s.Close()
	t.Setenv(browserAt, s.URL)
	const address, sent = "https://paper.example/a b?q=$(id)`x`'\"#f", "https://paper.example/a%20b?q=%24(id)%60x%60%27%22#f"
	for _, c := range []struct{ words, want []string }{
		{nil, []string{sent}},
		{[]string{"--new-window"}, []string{"--new-window", sent}},
		{[]string{"--app", "%s", "--private"}, []string{"--app", sent, "--private"}},
		{[]string{"--app=%s"}, []string{"--app=%s", sent}}, // only a whole word is replaced
	} {
		d, _ := open(t, Options{Browser: append([]string{os.Args[0]}, c.words...)})
		if err := d.Browse(context.Background(), address); err != nil {
			t.Fatal(err)
		}
		if got := <-called; !slices.Equal(got, c.want) {
			t.Errorf("%q: called with %q, want %q", c.words, got, c.want)
		}
	}
}

func TestBrowseRefuses(t *testing.T) {
	d, _ := open(t, Options{Browser: []string{"no-such-browser-here"}})
	for address, want := range map[string]string{
		"https://paper.example/": "set BROWSER", "": "only web and mail", "-": "only web", "--help": "only web", "file:///etc/passwd": "only web",
		"javascript:alert(1)": "only web", "exec:rm": "only web", "http://": "no host", "mailto:": "no mail address", "mailto:a%0Abcc:b@c.example": "no mail",
		"http://-x/": "host", "http://\x1b[2J/": "no address", "https://a b/": "no address",
	} {
		err := d.Browse(context.Background(), address)
		if err == nil || !strings.Contains(err.Error(), want) || strings.ContainsRune(err.Error(), 0x1b) {
			t.Errorf("%q: %v, want %q", address, err, want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := d.Browse(ctx, "https://paper.example/"); err == nil {
		t.Error("opened although nobody wants it any more")
	}
}

func TestForBrowser(t *testing.T) {
	for address, want := range map[string]string{
		"HTTPS://Paper.example/a":                        "https://paper.example/a",
		"https://me:secret@paper.example/":               "https://paper.example/",
		"https://bücher.example/ä?ö=ü#ß":                 "https://xn--bcher-kva.example/%C3%A4?%C3%B6=%C3%BC#%C3%9F",
		"https://paper.example:8080/%2Fx":                "https://paper.example:8080/%2Fx",
		"http://[::1]:8080/":                             "http://[::1]:8080/",
		"http://under_score.example/":                    "http://under_score.example/",
		"mailto:a@b.example?subject=On goats&attach=/x":  "mailto:a@b.example?subject=On%20goats",
		"mailto:letters@b.example":                       "mailto:letters@b.example",
		"  https://paper.example/?a=1&b=2;c  ":           "https://paper.example/?a=1&b=2;c",
		"https://paper.example/%action%20?x=%21%s&y=<z>": "https://paper.example/%action%20?x=%21%25s&y=%3Cz%3E",
		"ftp://paper.example/":                           "",
	} {
		got, err := forBrowser(address)
		if got != want || (err != nil) != (want == "") {
			t.Errorf("%q: %q, %v, want %q", address, got, err, want)
		}
	}
}

func TestSystemBrowser(t *testing.T) {
	for system, want := range map[string]string{"linux": "xdg-open", "freebsd": "xdg-open", "darwin": "open", "windows": "rundll32 url.dll,FileProtocolHandler"} {
		if got := strings.Join(systemBrowser(system), " "); got != want {
			t.Errorf("%s: %s", system, got)
		}
	}
}

func FuzzForBrowser(f *testing.F) {
	for _, s := range []string{"https://a.example/", "mailto:a@b.example?subject=x", "http://bücher.example:80/ä?b#c", "https://a.example/%00\x1b", "http://[fe80::1%25eth0]/", "http://a/?'\"`$(x)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, address string) {
		got, err := forBrowser(address)
		if err != nil {
			return
		}
		if !strings.HasPrefix(got, "http://") && !strings.HasPrefix(got, "https://") && !strings.HasPrefix(got, "mailto:") {
			t.Errorf("%q: %q", address, got)
		}
		if i := strings.IndexFunc(got, func(r rune) bool { return r <= ' ' || r >= 0x7f || strings.ContainsRune("'\"`$\\<>|{}^", r) }); i >= 0 {
			t.Errorf("%q: %q has a %q", address, got, got[i])
		}
		u, err := url.Parse(got)
		if err != nil || u.User != nil || u.Scheme != "mailto" && u.Host == "" {
			t.Errorf("%q: %q, %v", address, got, err)
		}
		if again, err := forBrowser(got); err != nil || again != got {
			t.Errorf("%q: %q and then %q, %v", address, got, again, err)
		}
	})
}
