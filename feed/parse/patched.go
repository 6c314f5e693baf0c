package parse

import (
	"bytes"
	"encoding/binary"
	"io"
)

// patched reads a document with its edits made, without a copy of it.
type patched struct {
	data  []byte
	at    int
	edits []edit // sorted, not overlapping
	put   string // what is left to read of the edit that was reached
}

// patched returns what gofeed is to read.
func (s *skimmer) patched() io.Reader {
	edits := s.edits
	if s.tail != "" {
		edits = append(edits, edit{s.end, s.end, s.tail})
	}
	return &patched{data: s.data[:s.end], at: s.begin, edits: edits}
}

func (p *patched) Read(b []byte) (n int, err error) {
	for n < len(b) {
		if p.put != "" {
			k := copy(b[n:], p.put)
			p.put, n = p.put[k:], n+k
			continue
		}
		to := len(p.data)
		if len(p.edits) > 0 {
			to = min(to, p.edits[0].from)
		}
		if p.at < to {
			k := copy(b[n:], p.data[p.at:to])
			p.at, n = p.at+k, n+k
			continue
		}
		if len(p.edits) == 0 {
			break
		}
		p.put, p.at = p.edits[0].put, max(p.at, p.edits[0].to)
		p.edits = p.edits[1:]
	}
	if n == 0 && len(b) > 0 {
		return 0, io.EOF
	}
	return n, nil
}

// scrub returns valid UTF-8 text without the characters that XML forbids:
// controls, U+FFFE, U+FFFF. Text without them comes back as it is. It goes
// before everything else, since gofeed drops the controls too: what is read
// with them and without them has to be the same.
func scrub(data []byte) []byte {
	if !controls(data) && !bytes.Contains(data, []byte("\xef\xbf\xbe")) && !bytes.Contains(data, []byte("\xef\xbf\xbf")) {
		return data
	}
	out := make([]byte, 0, len(data))
	for i := 0; i < len(data); i++ {
		c := data[i]
		switch {
		case c < ' ' && !blank(c):
			continue
		case c == 0xef && i+2 < len(data) && data[i+1] == 0xbf && data[i+2] >= 0xbe:
			i += 2
			continue
		}
		out = append(out, c)
	}
	return out
}

// controls reports whether there is a control byte that XML forbids, eight
// bytes at a time.
func controls(data []byte) bool {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	i := 0
	for ; i+8 <= len(data); i += 8 {
		w := binary.LittleEndian.Uint64(data[i:])
		if (w-ones*0x20)&^w&highs == 0 { // no byte below a blank
			continue
		}
		for _, c := range data[i : i+8] {
			if c < ' ' && !blank(c) {
				return true
			}
		}
	}
	for _, c := range data[i:] {
		if c < ' ' && !blank(c) {
			return true
		}
	}
	return false
}
