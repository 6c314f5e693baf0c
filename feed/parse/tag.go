package parse

import (
	"bytes"
	"strings"
)

// maxAttrs is how many attributes of a tag are read. Some feeds declare
// thousands of namespaces, which costs gofeed as much for every element.
const maxAttrs = 100

// tag is a start tag as it stands in the document.
type tag struct {
	name  []byte // with its prefix
	from  int    // where its "<" is
	end   int    // just past its ">"
	empty bool   // "/>"
	odd   bool   // not as XML wants it: it has to be written anew
	attrs []attr
}

type attr struct {
	name, value []byte
	from, to    int // the attribute with the blank before it
}

// scan reads the start tag whose "<" is at from. It reports false when there
// is none: the "<" is then text, or the document ends within the tag. What it
// accepts without calling it odd is read by encoding/xml in the same way.
func (t *tag) scan(data []byte, from int) bool {
	n := nameLength(data[from+1:])
	if n == 0 {
		return false
	}
	*t = tag{name: data[from+1 : from+1+n], from: from, attrs: t.attrs[:0]}
	if bytes.Count(t.name, []byte(":")) > 1 {
		return false
	}
	for i := from + 1 + n; i < len(data); {
		before := i
		for i < len(data) && blank(data[i]) {
			i++
		}
		if i >= len(data) {
			return false
		}
		switch c := data[i]; {
		case c == '>':
			t.end = i + 1
			return true
		case c == '/' && i+1 < len(data) && data[i+1] == '>':
			t.end, t.empty = i+2, true
			return true
		case c == '<':
			return false
		case nameStart(c) && nameLength(data[i:]) == 0: // a name with other letters
			t.odd = true
			for i < len(data) && !blank(data[i]) && bytes.IndexByte([]byte(`=<>/"'`), data[i]) < 0 {
				i++
			}
		case nameStart(c):
			if i = t.scanAttr(data, before, i); i < 0 {
				return false
			}
		default: // a stray quote, a slash, a name that is none
			t.odd = true
			i++
		}
	}
	return false
}

// scanAttr reads the attribute whose name begins at i and returns where it
// ends, or -1 when its quote is never closed.
func (t *tag) scanAttr(data []byte, before, i int) int {
	a := attr{from: before}
	n := nameLength(data[i:])
	a.name = data[i : i+n]
	i += n
	if bytes.Count(a.name, []byte(":")) > 1 {
		t.odd = true
	}
	j := i
	for j < len(data) && blank(data[j]) {
		j++
	}
	if j >= len(data) || data[j] != '=' {
		t.odd = true // a name without value
		a.to = i
		t.keep(a)
		return i
	}
	for j++; j < len(data) && blank(data[j]); j++ {
	}
	if j >= len(data) {
		return -1
	}
	if q := data[j]; q == '"' || q == '\'' {
		n := bytes.IndexByte(data[j+1:], q)
		if n < 0 {
			return -1
		}
		a.value = data[j+1 : j+1+n]
		if bytes.IndexByte(a.value, '<') >= 0 {
			if bytes.IndexByte(a.value, '>') >= 0 {
				return -1 // it runs on into other tags: its own quote is missing
			}
			t.odd = true
		}
		t.odd = t.odd || badReference(a.value)
		a.to = j + 1 + n + 1
		t.keep(a)
		return a.to
	}
	t.odd = true // no quotes
	k := j
	for k < len(data) && !blank(data[k]) && data[k] != '>' && data[k] != '<' {
		k++
	}
	if k > j && k < len(data) && data[k] == '>' && data[k-1] == '/' {
		k--
	}
	a.value, a.to = data[j:k], k
	t.keep(a)
	return k
}

func (t *tag) keep(a attr) {
	if len(t.attrs) == maxAttrs {
		t.odd = true
		return
	}
	t.attrs = append(t.attrs, a)
}

// attr returns the value of an attribute as it is written, "" when there is
// none.
func (t *tag) attr(name string) string {
	for i := range t.attrs {
		if string(t.attrs[i].name) == name {
			return string(t.attrs[i].value)
		}
	}
	return ""
}

// local is the name without its prefix.
func (t *tag) local() []byte { return localName(t.name) }

// write returns the tag as XML wants it, with the attributes that could be
// read.
func (t *tag) write() string {
	var b strings.Builder
	b.WriteByte('<')
	b.Write(t.name)
	for _, a := range t.attrs {
		if bytes.Count(a.name, []byte(":")) > 1 {
			continue
		}
		b.WriteByte(' ')
		b.Write(a.name)
		b.WriteString(`="`)
		v := strings.NewReplacer("<", "&lt;", `"`, "&quot;").Replace(string(a.value))
		b.WriteString(dropReferences(v))
		b.WriteByte('"')
	}
	if t.empty {
		b.WriteByte('/')
	}
	b.WriteByte('>')
	return b.String()
}

// nameLength returns how many bytes of b are an XML name, 0 when it starts
// with none. Only ASCII names count: no feed has others.
func nameLength(b []byte) int {
	if len(b) == 0 || !nameStart(b[0]) {
		return 0
	}
	n := 1
	for n < len(b) && (nameStart(b[n]) || b[n] >= '0' && b[n] <= '9' || b[n] == '-' || b[n] == '.') {
		n++
	}
	if n < len(b) && b[n] >= 0x80 {
		return 0
	}
	return n
}

func nameStart(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':'
}

func blank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

func localName(name []byte) []byte {
	return name[bytes.IndexByte(name, ':')+1:]
}

func prefix(name []byte) []byte {
	return name[:bytes.IndexByte(name, ':')+1]
}

// nameBytes is longer than every name that means anything here.
const nameBytes = 24

// lower returns a name in lower case, in buf; a longer one as it is.
func lower(buf *[nameBytes]byte, name []byte) []byte {
	if len(name) > len(buf) {
		return name
	}
	for i, c := range name {
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		buf[i] = c
	}
	return buf[:len(name)]
}

// reference returns the length of the numeric character reference that b
// starts with and whether XML allows its character; 0 when it is none.
func reference(b []byte) (n int, legal bool) {
	if len(b) < 4 || b[0] != '&' || b[1] != '#' {
		return 0, true
	}
	i, base := 2, uint32(10)
	if b[2] == 'x' || b[2] == 'X' {
		i, base = 3, 16
	}
	start, v := i, uint32(0)
	for ; i < len(b); i++ {
		c, d := b[i], uint32(99)
		switch {
		case c >= '0' && c <= '9':
			d = uint32(c - '0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			d = uint32(c|0x20-'a') + 10
		}
		if d >= base {
			break
		}
		v = min(v*base+d, 1<<24)
	}
	if i == start || i >= len(b) || b[i] != ';' {
		return 0, true
	}
	legal = v == '\t' || v == '\n' || v == '\r' || v >= ' ' && v < 0xd800 || v >= 0xe000 && v < 0xfffe || v >= 0x10000 && v <= 0x10ffff
	return i + 1, legal
}

// badReference reports whether a reference to a character that XML forbids is
// in b.
func badReference(b []byte) bool {
	for {
		i := bytes.Index(b, []byte("&#"))
		if i < 0 {
			return false
		}
		if _, legal := reference(b[i:]); !legal {
			return true
		}
		b = b[i+2:]
	}
}

// dropReferences returns s without the references that XML forbids.
func dropReferences(s string) string {
	if !badReference([]byte(s)) {
		return s
	}
	in := []byte(s)
	out := in[:0]
	for i := 0; i < len(in); i++ {
		if n, legal := reference(in[i:]); !legal {
			i += n - 1
			continue
		}
		out = append(out, in[i])
	}
	return string(out)
}
