package desk

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os/exec"
	"runtime"
	"strings"

	"broadsheet/feed"

	"golang.org/x/net/idna"
)

// Browse opens a web or mail address in the reader's browser, and does not wait
// for it. The address is one argument of one command: no shell sees it.
func (d *Desk) Browse(ctx context.Context, address string) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("open browser: %w", err)
	}
	fit, err := forBrowser(address)
	if err != nil {
		return fmt.Errorf("open %s in the browser: %w", feed.Shorten(feed.WashLine(address), 200), err)
	}
	words, system := d.o.Browser, len(d.o.Browser) == 0
	if system {
		words = systemBrowser(runtime.GOOS)
	}
	args := arguments(words, fit)
	cmd := exec.Command(args[0], args[1:]...) // not bound to ctx: the browser outlives this program
	if err := cmd.Start(); err != nil {
		reason := err
		if errors.Is(err, exec.ErrNotFound) {
			reason = errors.New("there is no such program")
		}
		return fmt.Errorf("open browser %s: %w; set BROWSER to the command of yours, or copy the address", feed.WashLine(args[0]), reason)
	}
	go func() { // the process must be waited for, or it stays in the table when it ends
		err := cmd.Wait()
		// The system's command only hands the address on and then ends at once;
		// how a browser ends is its own affair.
		if err != nil && system && d.ctx.Err() == nil {
			d.news.trouble(fmt.Sprintf("open browser: %s did not find one (%v); set BROWSER to the command of yours", args[0], err))
		}
	}()
	return nil
}

// systemBrowser is the command by which an operating system opens an address.
func systemBrowser(system string) []string {
	switch system {
	case "darwin":
		return []string{"open"}
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler"}
	}
	return []string{"xdg-open"}
}

// arguments puts an address where the command has %s, or at its end. Only a
// whole word is replaced: within one, the address would be glued to what the
// command makes of it.
func arguments(words []string, address string) []string {
	args := make([]string, 0, len(words)+1)
	put := false
	for i, w := range words {
		if i > 0 && w == "%s" {
			w, put = address, true
		}
		args = append(args, w)
	}
	if !put {
		args = append(args, address)
	}
	return args
}

// forBrowser writes an address anew from its parts, in plain ASCII: a host of
// other letters in its xn-- form, no name and password, no byte that a shell or
// a careless script could take for more than a letter.
func forBrowser(address string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return "", errors.New("this is no address")
	}
	switch strings.ToLower(u.Scheme) {
	case "mailto":
		to, err := url.PathUnescape(u.Opaque)
		if err != nil || !strings.Contains(to, "@") || to != feed.WashLine(to) {
			return "", errors.New("this is no mail address")
		}
		// Of what else a mailto may ask for only the subject is passed on:
		// some mail programs attach files when told to.
		fit := "mailto:" + escape(to)
		if s := u.Query().Get("subject"); s != "" {
			fit += "?subject=" + strings.ReplaceAll(url.QueryEscape(s), "+", "%20")
		}
		return fit, nil
	case "http", "https":
	default:
		return "", errors.New("only web and mail addresses are opened")
	}
	host := u.Hostname()
	switch {
	case host == "":
		return "", errors.New("the address names no host")
	case strings.Contains(host, ":"):
		host = "[" + host + "]"
	default:
		if ascii, err := idna.Lookup.ToASCII(host); err == nil {
			host = ascii
		} else if !plainHost(host) {
			return "", errors.New("its host has a name that no host can have")
		}
	}
	if p := u.Port(); p != "" {
		host += ":" + p
	}
	fit := url.URL{Scheme: strings.ToLower(u.Scheme), Host: host, Path: u.Path, RawPath: u.RawPath}
	s := escape(fit.String())
	if u.RawQuery != "" {
		s += "?" + escape(u.RawQuery)
	}
	if u.Fragment != "" {
		s += "#" + escape(u.EscapedFragment())
	}
	return s, nil
}

// plainHost reports whether a host is one in spite of IDNA's stricter rules:
// some have an underscore.
func plainHost(host string) bool {
	return strings.Trim(strings.ToLower(host), "abcdefghijklmnopqrstuvwxyz0123456789-._") == "" && host[0] != '-'
}

// escape percent-encodes every byte that need not stand in an address as it is,
// and every % that encodes nothing.
func escape(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		hex := i+2 < len(s) && strings.Trim(s[i+1:i+3], "0123456789abcdefABCDEF") == ""
		if c == '%' && hex || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~:/?#[]@!&()*+,;=", c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
