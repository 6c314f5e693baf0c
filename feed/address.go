package feed

import (
	"net/url"
	"path"
	"strings"
)

// WashAddress returns an absolute address fit to be stored, shown and opened,
// or "" when s is none: only http, https and mailto, at most 4 KB, printable
// ASCII (everything else is percent-encoded), no user name or password.
func WashAddress(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > maxAddress {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil {
		return ""
	}
	return addressOf(u)
}

func addressOf(u *url.URL) string {
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Hostname() == "" || strings.ContainsAny(u.Host, "\"<>`\\^{|}") {
			return ""
		}
	case "mailto":
		if !strings.Contains(u.Opaque, "@") {
			return ""
		}
	default:
		return ""
	}
	u.User = nil
	u.RawQuery, u.Opaque = printable(u.RawQuery), printable(u.Opaque)
	s := u.String()
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= 0x7f {
			return ""
		}
	}
	if len(s) > maxAddress {
		return ""
	}
	if again, err := url.Parse(s); err != nil || again.String() != s { // "https://::" is taken only once
		return ""
	}
	return s
}

// Base returns the first of some addresses against which relative ones can be
// resolved; nil when there is none.
func Base(addresses ...string) *url.URL {
	for _, s := range addresses {
		if u, err := url.Parse(s); err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") {
			return u
		}
	}
	return nil
}

// Resolve makes the address of a link absolute against base (the address of
// the document it stands in; nil when unknown) and says what kind of link it
// is. A link that leads nowhere ("#", nothing, a script, a relative path
// without a base) is dead and has no address; one into the same document is an
// anchor and comes back as "#name".
func Resolve(base *url.URL, ref string) (string, LinkKind) {
	ref = strings.TrimSpace(ref)
	if ref == "" || ref == "#" || len(ref) > maxAddress {
		return "", LinkDead
	}
	if ref[0] == '#' {
		if name := WashLine(ref[1:]); name != "" {
			return "#" + name, LinkAnchor
		}
		return "", LinkDead
	}
	u, err := url.Parse(ref)
	if err != nil { // a blank or a stray % inside: encode it and try once more
		if u, err = url.Parse(mend(ref)); err != nil {
			return "", LinkDead
		}
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	s := addressOf(u)
	switch {
	case s == "":
		return "", LinkDead
	case u.Scheme == "mailto":
		return s, LinkMail
	case mediaPath(u.Path):
		return s, LinkMedia
	}
	return s, LinkPage
}

// mend percent-encodes what keeps net/url from parsing an address, and drops
// the line ends and tabs in it, as browsers do.
func mend(s string) string {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c == '\n' || c == '\r' || c == '\t':
		case c <= ' ' || c == 0x7f || c == '%' && !(i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2])):
			encode(&b, c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// printable percent-encodes what is no printable ASCII, and the signs that end
// an address in running text. net/url leaves them in queries.
func printable(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>`", c) >= 0 {
			encode(&b, c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

func encode(b *strings.Builder, c byte) {
	const digits = "0123456789ABCDEF"
	b.WriteByte('%')
	b.WriteByte(digits[c>>4])
	b.WriteByte(digits[c&15])
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// mediaPath reports whether a path names a file that is not a page.
func mediaPath(p string) bool {
	switch strings.ToLower(path.Ext(p)) {
	case ".pdf", ".mp3", ".m4a", ".ogg", ".oga", ".opus", ".flac", ".wav", ".mp4", ".m4v", ".webm", ".mov", ".mkv",
		".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".zip", ".gz", ".epub", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx":
		return true
	}
	return false
}

// Host returns the host of an address for display, without "www.": "" for an
// address without one.
func Host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(WashLine(strings.ToLower(u.Hostname())), "www.")
}

// Canonical returns the form of an address by which two are compared: scheme
// and "www." dropped, host in lower case, no default port, fragment, trailing
// slash or tracking parameters; "" for what is not a web address. It is for
// comparing only, never for fetching.
func Canonical(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	host := strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	host = strings.TrimSuffix(strings.TrimSuffix(host, ":80"), ":443")
	out := host + strings.TrimRight(u.EscapedPath(), "/")
	if u.RawQuery == "" {
		return out
	}
	q, err := url.ParseQuery(u.RawQuery)
	if err != nil { // what net/url cannot read may still tell two pages apart
		return out + "?" + u.RawQuery
	}
	for name := range q {
		if tracker(strings.ToLower(name)) {
			q.Del(name)
		}
	}
	if len(q) > 0 {
		out += "?" + q.Encode() // sorted by name
	}
	return out
}

// tracker reports whether a query parameter only tells who sent the reader.
func tracker(name string) bool {
	switch name {
	case "fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "ref", "ref_src", "referrer", "cmpid", "ocid", "smid", "spm", "sh", "share":
		return true
	}
	return strings.HasPrefix(name, "utm_") || strings.HasPrefix(name, "at_") || strings.HasPrefix(name, "pk_")
}

// Label is how an address is written where there are no words for it: host and
// path without the scheme, cut in the middle to 40 characters.
func Label(address string) string {
	s := address
	for _, scheme := range []string{"https://", "http://", "mailto:"} {
		s = strings.TrimPrefix(s, scheme)
	}
	s = strings.TrimSuffix(strings.TrimPrefix(s, "www."), "/")
	const most = 40
	if r := []rune(s); len(r) > most {
		s = string(r[:most/2]) + "…" + string(r[len(r)-most/2+1:])
	}
	return s
}
