package tui

import (
	"strings"
	"unicode/utf8"
)

// screened is the last door before the terminal: of all escape sequences only
// colours and attributes (SGR) and hyperlinks to web and mail addresses pass,
// and no control, bidirectional or invisible tag character does. What is drawn
// has been washed long before; this holds even if something was forgotten.
func screened(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c < 0x7f || c == '\n' {
			i++
			continue
		}
		n, pass := 1, false
		switch {
		case c == 0x1b:
			n, pass = sequence(s[i:])
		case c >= utf8.RuneSelf:
			var r rune
			r, n = utf8.DecodeRuneInString(s[i:])
			pass = !(r == utf8.RuneError && n == 1) && !forbidden(r)
		}
		if !pass {
			b.WriteString(s[start:i])
			start = i + n
		}
		i += n
	}
	if start == 0 {
		return s
	}
	b.WriteString(s[start:])
	return b.String()
}

// sequence returns how long the escape sequence is that s starts with, and
// whether it may pass.
func sequence(s string) (int, bool) {
	if len(s) < 3 {
		return 1, false
	}
	switch s[1] {
	case '[':
		for i := 2; i < len(s) && i < 80; i++ {
			switch c := s[i]; {
			case c == 'm':
				return i + 1, true
			case c != ';' && c != ':' && (c < '0' || c > '9'):
				return 1, false
			}
		}
	case ']':
		if !strings.HasPrefix(s, "\x1b]8;") {
			return 1, false
		}
		for i := 4; i < len(s) && i < 8192; i++ {
			switch c := s[i]; {
			case c == 0x07:
				return i + 1, linkable(s[4:i])
			case c < ' ' || c > 0x7e:
				return 1, false
			}
		}
	}
	return 1, false
}

// linkable reports whether the rest of a hyperlink is its end or leads to the
// web or to mail.
func linkable(s string) bool {
	_, address, ok := strings.Cut(s, ";")
	return ok && (address == "" || strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "mailto:"))
}

// forbidden reports whether a character would act instead of being seen.
func forbidden(r rune) bool {
	switch {
	case r >= 0x80 && r <= 0x9f, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x2028, r == 0x2029,
		r == 0x200e, r == 0x200f, r == 0x061c, r >= 0xe0000 && r <= 0xe007f, r == 0xfeff:
		return true
	}
	return false
}
