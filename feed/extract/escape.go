package extract

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/feed/markup"
)

// spot says where a piece of text stands, as far as that decides what Markdown
// would take as markup.
type spot struct {
	prev   rune // the character before it; 0 at the start of a line
	first  bool // at the start of a block
	line   bool // at the start of a line
	label  bool // inside the brackets of a link or picture
	cell   bool // in a table
	struck bool // the paragraph has struck-out words, so that tildes mean something
	define bool // the block has "]:" in it, so that a bracket at its start could define an address
	bang   bool // a bracket of ours follows the text
	last   bool // the text ends its line
}

// special are the bytes that mean something anywhere in a line.
var special = [256]bool{'\\': true, '*': true, '_': true, '`': true, '[': true, ']': true, '<': true, '&': true, '~': true, '|': true, '!': true, ':': true, '@': true}

// escape appends text so that Markdown reads exactly these characters. It
// escapes no more than it must, since bodies are searched as they are written.
func escape(out []byte, t string, at spot) []byte {
	from := len(out)
	if at.line {
		n := 0
		out, n = escapeLine(out, t, at)
		if n > 0 {
			at.prev, _ = utf8.DecodeLastRuneInString(t[:n])
			t, at.line = t[n:], false
		}
	}
	done := 0
	for i := 0; i < len(t); i++ {
		c := t[i]
		if !special[c] {
			continue
		}
		if c == ':' {
			if n, bare := address(t, i, at); n > 0 {
				start := i - scheme(t[:i])
				out = append(out, t[done:start]...)
				if bare {
					out = append(out, t[start:i+n]...)
				} else {
					out = append(append(append(out, '<'), t[start:i+n]...), '>')
				}
				i += n - 1
				done = i + 1
			}
			continue
		}
		if !marks(t, i, at) {
			continue
		}
		out = append(out, t[done:i]...)
		if done = i + 1; c == '&' {
			out = append(out, "&amp;"...)
		} else {
			out = append(out, '\\', c)
		}
	}
	out = append(out, t[done:]...)
	if (at.struck || !at.last || strings.IndexByte(t, '&') >= 0) && !at.label {
		out = unlink(out, from)
	}
	return out
}

// unlink escapes what a reader of GitHub's flavour makes a link of by itself,
// from byte i on: such a link would swallow the marks that follow.
func unlink(out []byte, i int) []byte {
	for _, s := range []string{"www.", "ftp:"} {
		if bytes.Contains(out[i:], []byte(s)) {
			tail := bytes.ReplaceAll(out[i:], []byte(s), []byte(s[:3]+"\\"+s[3:]))
			out = append(out[:i], tail...)
		}
	}
	return out
}

// marks reports whether the character at t[i] would be markup.
func marks(t string, i int, at spot) bool {
	prev, next := at.prev, rune(0)
	if i > 0 {
		prev, _ = utf8.DecodeLastRuneInString(t[:i])
	}
	if i+1 < len(t) {
		next, _ = utf8.DecodeRuneInString(t[i+1:])
	}
	switch t[i] {
	case '\\':
		return !wordy(next)
	case '*':
		return !(unicode.IsSpace(prev) && unicode.IsSpace(next))
	case '_':
		return underscore(t, i, at)
	case '`':
		return true
	case '[':
		return at.label
	case ']':
		return at.label || next == '('
	case '<':
		word, _, _ := strings.Cut(t[i:min(len(t), i+80)], " ")
		return next == '/' || next == '!' || next == '?' || next < utf8.RuneSelf && isAlpha(byte(next)) || strings.IndexByte(word, '@') > 0
	case '&':
		return markup.Entity(t[i:]) > 0
	case '~':
		return at.struck || next == 0 || next == '~' || !(prev == 0 || unicode.IsSpace(prev))
	case '|':
		return at.cell
	case '!':
		return next == 0 && at.bang
	case '@': // marks before it would be taken as part of a mail address
		host, _, _ := strings.Cut(t[i:min(len(t), i+80)], " ")
		return !at.label && at.prev != 0 && at.prev != ' ' && strings.IndexByte(host, '.') > 0 && !strings.ContainsAny(t[max(0, i-80):i], " (")
	}
	return false
}

// wordy reports whether an underscore beside the character is part of a word.
func wordy(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// underscore reports whether an underscore could be emphasis: it is none when
// the stretch it belongs to stands within a word or between blanks.
func underscore(t string, i int, at spot) bool {
	const most = 16 // a longer stretch is always escaped
	a, b := i, i+1
	for a > 0 && t[a-1] == '_' && i-a < most {
		a--
	}
	for b < len(t) && t[b] == '_' && b-i < most {
		b++
	}
	prev, next := at.prev, rune(0)
	if a > 0 {
		prev, _ = utf8.DecodeLastRuneInString(t[:a])
	}
	if b < len(t) {
		next, _ = utf8.DecodeRuneInString(t[b:])
	}
	return !(wordy(prev) && wordy(next)) && !(unicode.IsSpace(prev) && unicode.IsSpace(next))
}

// escapeLine escapes what begins a line and would begin a heading, a quote, a
// list, a rule, a table or a note. It returns how much of the text it wrote.
func escapeLine(out []byte, t string, at spot) ([]byte, int) {
	if t == "" {
		return out, 0
	}
	next := byte('\n')
	if len(t) > 1 {
		next = t[1]
	} else if !at.last {
		next = 0
	}
	blank := next == ' ' || next == '\n'
	mark := false
	switch c := t[0]; c {
	case '#':
		rest := strings.TrimLeft(t, "#")
		mark = len(t)-len(rest) <= 6 && (rest == "" || rest[0] == ' ')
	case '>':
		mark = true
	case '=':
		mark = !at.first
	case '+':
		mark = blank
	case '-':
		mark = blank || next == '-' || next == '|' || next == ':'
	case ':':
		mark = blank || next == '-'
	case '|':
		mark = !at.cell && (blank || next == '-' || next == ':')
	case '*':
		mark = blank
	case '[':
		mark = next == '^' || len(t) > 2 && t[2] == ']' && strings.IndexByte(" xX", next) >= 0 || at.define
	default:
		n := 0
		for n < len(t) && n < 10 && t[n] >= '0' && t[n] <= '9' {
			n++
		}
		if n == 0 || n == 10 || n == len(t) || t[n] != '.' && t[n] != ')' || n+1 < len(t) && t[n+1] != ' ' {
			return out, 0
		}
		return append(append(out, t[:n]...), '\\', t[n]), n + 1
	}
	if !mark {
		return out, 0
	}
	return append(out, '\\', t[0]), 1
}

// maxBare is how long a web address in the text may be, to be taken as one.
const maxBare = 1024

// scheme returns the length of "http" or "https" at the end of t, when it is a
// word of its own.
func scheme(t string) int {
	for _, s := range []string{"https", "http"} {
		if head, ok := strings.CutSuffix(t, s); ok {
			if r, _ := utf8.DecodeLastRuneInString(head); head == "" || !wordy(r) {
				return len(s)
			}
		}
	}
	return 0
}

// address returns how many bytes from the colon at t[i] on belong to a web
// address, 0 when there is none. A bare one ends at a blank and has nothing
// that Markdown would take as markup; others are set in angle brackets.
func address(t string, i int, at spot) (n int, bare bool) {
	if at.label || !strings.HasPrefix(t[i:], "://") || scheme(t[:i]) == 0 {
		return 0, false
	}
	end := i + 3
	for end < len(t) && end < i+maxBare && t[end] > ' ' && t[end] < utf8.RuneSelf && strings.IndexByte("<>\"`|", t[end]) < 0 {
		end++
	}
	for end > i+3 && strings.IndexByte(".,;:!?')]*_~", t[end-1]) >= 0 {
		if t[end-1] == ')' && strings.Count(t[i:end], "(") >= strings.Count(t[i:end], ")") {
			break
		}
		end--
	}
	if end <= i+4 || end == i+maxBare || at.cell && strings.IndexByte(t[i:end], '|') >= 0 {
		return 0, false
	}
	plain := !strings.ContainsAny(t[i:end], "\\*_~[]'&;()") && strings.IndexByte(t[i:end], '.') > 0
	rest := strings.TrimLeft(t[end:], ".,")
	start := i - scheme(t[:i])
	free := start == 0 && (at.prev == 0 || at.prev == ' ') || start > 0 && (t[start-1] == ' ' || t[start-1] == '(')
	return end - i, plain && free && (rest == "" && at.last || rest != "" && rest[0] == ' ')
}
