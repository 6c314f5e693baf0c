package parse

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

// byteOrder says how the units of UTF-16 or UTF-32 text are written.
type byteOrder struct {
	size int // bytes of a unit: 2 or 4
	big  bool
}

// wide finds UTF-16 and UTF-32 by their byte order mark, else by where the
// zero bytes of the ASCII characters are. It returns nil for other text; skip
// is the length of the mark.
func wide(data []byte) (order *byteOrder, skip int) {
	marks := []struct {
		mark  string
		order byteOrder
	}{
		{"\x00\x00\xfe\xff", byteOrder{4, true}},
		{"\xff\xfe\x00\x00", byteOrder{4, false}},
		{"\xfe\xff", byteOrder{2, true}},
		{"\xff\xfe", byteOrder{2, false}},
	}
	for _, m := range marks {
		if bytes.HasPrefix(data, []byte(m.mark)) {
			return &m.order, len(m.mark)
		}
	}
	head := data[:min(len(data), 1024)&^3]
	if len(head) < 8 || bytes.IndexByte(head, 0) < 0 {
		return nil, 0
	}
	var zero [4]int // zero bytes at each place of four
	for i, b := range head {
		if b == 0 {
			zero[i&3]++
		}
	}
	all := len(head) / 4
	most := func(i int) bool { return zero[i]*5 >= all*2 } // Asian text has ASCII between
	none := func(i int) bool { return zero[i]*20 <= all }
	switch {
	case zero[0] == all && zero[1] >= all*9/10 && none(3):
		return &byteOrder{4, true}, 0
	case zero[3] == all && zero[2] >= all*9/10 && none(0):
		return &byteOrder{4, false}, 0
	case most(0) && most(2) && none(1) && none(3):
		return &byteOrder{2, true}, 0
	case most(1) && most(3) && none(0) && none(2):
		return &byteOrder{2, false}, 0
	}
	return nil, 0
}

// text decodes the whole units of data to UTF-8.
func (o byteOrder) text(data []byte) []byte {
	out := make([]byte, 0, len(data))
	for ; len(data) >= o.size; data = data[o.size:] {
		r := o.unit(data)
		if o.size == 2 && utf16.IsSurrogate(r) && len(data) >= 4 {
			if pair := utf16.DecodeRune(r, o.unit(data[2:])); pair != utf8.RuneError {
				r, data = pair, data[2:]
			}
		}
		if r == 0xfeff && len(out) == 0 {
			continue
		}
		out = utf8.AppendRune(out, r) // a half pair becomes U+FFFD
	}
	return out
}

// unit reads one unit.
func (o byteOrder) unit(b []byte) rune {
	var v uint32
	for i := range o.size {
		at := i
		if !o.big {
			at = o.size - 1 - i
		}
		v = v<<8 | uint32(b[at])
	}
	if v > utf8.MaxRune {
		return utf8.RuneError
	}
	return rune(v)
}
