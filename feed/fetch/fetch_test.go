package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
)

const text = "<rss>news</rss>"

func serve(t *testing.T, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

func zip(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, s)
	w.Close()
	return b.String()
}

func squeeze(s string) string {
	var b bytes.Buffer
	w := brotli.NewWriter(&b)
	io.WriteString(w, s)
	w.Close()
	return b.String()
}

func TestGet(t *testing.T) {
	var got http.Header
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		got = r.Header
		w.Header().Set("Content-Type", "application/rss+xml;  charset=\"koi8-r\"")
		io.WriteString(w, text)
	})
	r, err := New(Options{UserAgent: "broadsheet/1.2 (+https://broadsheet.example)"}).Get(context.Background(), s.URL+"/feed?a=b")
	if err != nil {
		t.Fatal(err)
	}
	if string(r.Body) != text || r.URL != s.URL+"/feed?a=b" || r.ContentType != `application/rss+xml; charset="koi8-r"` {
		t.Errorf("%+v", r)
	}
	for name, value := range got {
		switch name {
		case "User-Agent":
			if value[0] != "broadsheet/1.2 (+https://broadsheet.example)" {
				t.Errorf("user agent %q", value)
			}
		case "Accept", "Accept-Encoding":
		default:
			t.Errorf("header %s: %q was sent", name, value)
		}
	}
}

func TestEncodings(t *testing.T) {
	for _, c := range []struct{ encoding, sent, err string }{
		{"", text, ""}, {"identity", text, ""}, {"gzip", zip(text), ""}, {"X-GZIP", zip(text), ""}, {"br", squeeze(text), ""},
		{"br, gzip", zip(squeeze(text)), ""}, {"gzip", text, ""}, // named, but not done
		{"zstd", text, `encoded as "zstd"`}, {"br,br,br,br,br", text, "5 times"}, {"gzip", "\x1f\x8b\xff\xff\xff\xff\xff\xff\xff\xff\xff", "unzip"},
		{"br", "\xff\xff\xff\xff", "broke"},
	} {
		s := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if c.encoding != "" {
				w.Header().Set("Content-Encoding", c.encoding)
			}
			io.WriteString(w, c.sent)
		})
		r, err := New(Options{}).Get(context.Background(), s.URL)
		switch {
		case c.err == "" && (err != nil || string(r.Body) != text):
			t.Errorf("%s: %q, %v", c.encoding, r.Body, err)
		case c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)):
			t.Errorf("%s: error %v, want %q", c.encoding, err, c.err)
		}
	}
}

func TestTooLarge(t *testing.T) {
	const most = 1 << 20
	for _, c := range []struct {
		name, encoding, body string
		ok                   bool
	}{
		{"just fits", "", strings.Repeat("x", most), true},
		{"one more", "", strings.Repeat("x", most+1), false},
		{"a bomb", "gzip", zip(strings.Repeat("x", 3*most)), false},
		{"another bomb", "br", squeeze(strings.Repeat("x", 3*most)), false},
	} {
		s := serve(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", c.encoding)
			io.WriteString(w, c.body)
		})
		r, err := New(Options{MaxBytes: most}).Get(context.Background(), s.URL)
		if c.ok != (err == nil) || c.ok != (len(r.Body) == most) {
			t.Errorf("%s: %d bytes, %v", c.name, len(r.Body), err)
		}
		if !c.ok && !strings.Contains(err.Error(), "larger than 1 MB") {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestStatus(t *testing.T) {
	for code, words := range map[int]string{
		404: "the server at 127.0.0.1 answers 404: there is no such page", 410: "gone", 401: "password", 402: "paid", 403: "browser", 418: "refuses",
		429: "too often", 451: "legal", 500: "something is wrong there", 503: "busy", 304: "no page",
	} {
		s := serve(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(code) })
		_, err := New(Options{}).Get(context.Background(), s.URL)
		var status *StatusError
		if !errors.As(err, &status) || status.Code != code || !strings.Contains(err.Error(), words) {
			t.Errorf("%d: %v", code, err)
		}
	}
}

func TestRedirects(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		n := 0
		fmt.Sscanf(r.URL.Path, "/%d", &n)
		switch {
		case r.URL.Path == "/nowhere":
			w.WriteHeader(http.StatusFound)
		case r.URL.Path == "/file":
			w.Header().Set("Location", "file:///etc/passwd")
			w.WriteHeader(http.StatusFound)
		case r.URL.Path == "/broken":
			w.Header().Set("Location", "http://[::1")
			w.WriteHeader(http.StatusFound)
		case n > 0:
			http.Redirect(w, r, fmt.Sprintf("/%d", n-1), []int{301, 302, 303, 307, 308}[n%5])
		default:
			io.WriteString(w, text)
		}
	})
	c := New(Options{})
	if r, err := c.Get(context.Background(), s.URL+"/10"); err != nil || r.URL != s.URL+"/0" {
		t.Errorf("ten redirects: %+v, %v", r, err)
	}
	for path, want := range map[string]string{"/11": "more than 10 times", "/nowhere": "does not say where", "/file": `not "file"`, "/broken": "no address"} {
		if _, err := c.Get(context.Background(), s.URL+path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
}

// TestWhatCrossesHosts sends the client, with a password, through its own host
// to another one.
func TestWhatCrossesHosts(t *testing.T) {
	var other http.Header
	far := serve(t, func(w http.ResponseWriter, r *http.Request) {
		other = r.Header
		io.WriteString(w, text)
	})
	var secrets []string
	near := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, p, _ := r.BasicAuth()
		secrets = append(secrets, p+r.Referer())
		if r.URL.Path == "/" {
			http.SetCookie(w, &http.Cookie{Name: "who", Value: "you"})
			http.Redirect(w, r, "/token?secret=1", http.StatusFound)
			return
		}
		http.Redirect(w, r, strings.Replace(far.URL, "//", "//user:word@", 1), http.StatusFound)
	})
	r, err := New(Options{}).Get(context.Background(), strings.Replace(near.URL, "//", "//me:hidden@", 1)+"/")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Join(secrets, " ") != "hidden hidden" {
		t.Errorf("at home: %q", secrets)
	}
	if r.URL != far.URL {
		t.Errorf("final address %s", r.URL)
	}
	for name := range other {
		if name != "User-Agent" && name != "Accept" && name != "Accept-Encoding" {
			t.Errorf("the other host was told %s: %q", name, other[name])
		}
	}
}

// TestNotIntoTheOwnNetwork has a server that counts as outside send the client
// to one that counts as inside.
func TestNotIntoTheOwnNetwork(t *testing.T) {
	inside := serve(t, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "private") })
	toInside := func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, inside.URL, http.StatusFound) }
	outside, gate := serve(t, toInside), serve(t, toInside)
	outer := netip.MustParseAddrPort(strings.TrimPrefix(outside.URL, "http://"))
	c := New(Options{private: func(a netip.AddrPort) bool { return a != outer }})
	for range 2 { // the second time there is a connection to use again
		for _, typed := range []string{inside.URL, gate.URL} {
			if r, err := c.Get(context.Background(), typed); err != nil || string(r.Body) != "private" {
				t.Errorf("the reader's own network: %q, %v", r.Body, err)
			}
		}
		r, err := c.Get(context.Background(), outside.URL)
		if !errors.Is(err, errPrivate) || len(r.Body) > 0 {
			t.Errorf("sent in from outside: %q, %v", r.Body, err)
		}
	}
}

func TestPrivate(t *testing.T) {
	for address, want := range map[string]bool{
		"127.0.0.1": true, "10.1.2.3": true, "192.168.1.1": true, "172.16.0.1": true, "169.254.169.254": true, "100.64.1.1": true, "0.0.0.0": true,
		"::1": true, "fe80::1": true, "fd00::1": true, "::ffff:127.0.0.1": true, "64:ff9b::7f00:1": true, "2002:7f00:1::": true, "::7f00:1": true, "224.0.0.1": true, "240.0.0.1": true,
		"8.8.8.8": false, "172.32.0.1": false, "2606:4700::1111": false, "64:ff9b::808:808": false, "::ffff:8.8.8.8": false,
	} {
		if got := private(netip.AddrPortFrom(netip.MustParseAddr(address), 80)); got != want {
			t.Errorf("%s: %v, want %v", address, got, want)
		}
	}
}

func TestRefuseNamed(t *testing.T) {
	c := New(Options{})
	for host, want := range map[string]bool{
		"localhost": true, "LOCALHOST.": true, "a.localhost": true, "nas.local": true, "intranet": true, "127.0.0.1": true, "[::1]": true,
		"paper.example": false, "8.8.8.8": false,
	} {
		if err := c.refuseNamed(&url.URL{Host: host}); (err != nil) != want {
			t.Errorf("%s: %v", host, err)
		}
	}
}

func TestTimeouts(t *testing.T) {
	stop := make(chan struct{})
	silent := serve(t, func(w http.ResponseWriter, r *http.Request) { <-stop })
	slow := serve(t, func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "begun")
		w.(http.Flusher).Flush()
		<-stop
	})
	defer close(stop)
	c := New(Options{Header: 30 * time.Millisecond, Whole: 300 * time.Millisecond})
	if _, err := c.Get(context.Background(), silent.URL); err == nil || !strings.Contains(err.Error(), "no answer within 30ms") {
		t.Errorf("silent: %v", err)
	}
	r, err := c.Get(context.Background(), slow.URL)
	if err == nil || !strings.Contains(err.Error(), "not done after 300ms") || string(r.Body) != "begun" {
		t.Errorf("slow: %q, %v", r.Body, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := c.Get(ctx, silent.URL); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestBrokenOff(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "100")
		io.WriteString(w, "half of it")
	})
	r, err := New(Options{}).Get(context.Background(), s.URL)
	if !errors.Is(err, io.ErrUnexpectedEOF) || string(r.Body) != "half of it" || !strings.Contains(err.Error(), "after 10 bytes") {
		t.Errorf("%q, %v", r.Body, err)
	}
}

func TestErrorsKeepSecretsAndScreensSafe(t *testing.T) {
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	for _, address := range []string{
		"", "nonsense", "ftp://me:hidden@host.example/", "http://", "file:///etc/passwd", "http://me:hid%zzden@host.example/",
		"http://me:hidden@host.example:port/", "http://me:hidden@ho\x1b]52;c;x\x07st.example/", "http://me:hidden@[::1/",
		strings.Replace(closed.URL, "//", "//me:hidden@", 1),
	} {
		_, err := New(Options{}).Get(context.Background(), address)
		if err == nil {
			t.Errorf("%q was fetched", address)
			continue
		}
		s := err.Error()
		if strings.Contains(s, "hid") || strings.ContainsAny(s, "\x1b\x07\n") || !strings.HasPrefix(s, "fetch ") {
			t.Errorf("%q: %q", address, s)
		}
	}
}

func TestRefused(t *testing.T) {
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	if _, err := New(Options{}).Get(context.Background(), closed.URL); err == nil || !strings.Contains(err.Error(), "nobody answers") {
		t.Errorf("%v", err)
	}
	s := httptest.NewUnstartedServer(http.NotFoundHandler())
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // it would complain about the handshake
	s.StartTLS()
	defer s.Close()
	if _, err := New(Options{}).Get(context.Background(), s.URL); err == nil || !strings.Contains(err.Error(), "cannot prove") {
		t.Errorf("%v", err)
	}
}
