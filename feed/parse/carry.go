package parse

import (
	"bytes"
	"strconv"
	"strings"
)

// carryMark begins what gofeed reads in place of a body that is carried round
// it. Whoever writes it into a feed gets one of that feed's own bodies.
const carryMark = "\u2060carried body "

// carry takes the body of an item, data[from:to], out of what gofeed reads,
// when it is all that its element holds and stands in a CDATA section: such a
// body is what it is, and to decode it byte by byte would be most of the work.
func (s *skimmer) carry(from, to int) {
	const worth = 256 // bytes
	k := len(s.open) - 1
	if to-from < worth || k < 1 || !s.open[k-1].item || s.open[k-1].drop || s.open[k].drop {
		return
	}
	e := &s.open[k]
	switch string(e.name) {
	case "description", "content:encoded":
		if s.item != "item" {
			return
		}
	case "content", "summary":
		if s.item != "entry" {
			return
		}
	default:
		return
	}
	before := s.data[e.inner : from-len("<![CDATA[")]
	after := bytes.TrimLeft(s.data[to+len("]]>"):], " \t\r\n")
	if len(s.edits) != e.within || len(bytes.TrimSpace(before)) > 0 || !bytes.HasPrefix(after, []byte("</")) {
		return
	}
	s.edit(from, to, carryMark+strconv.Itoa(len(s.bodies)))
	s.bodies = append(s.bodies, s.data[from:to])
}

// carried returns the body that a text of gofeed's stands for, or the text.
func (s *skimmer) carried(text string) string {
	number, ok := strings.CutPrefix(text, carryMark)
	if !ok {
		return text
	}
	if n, err := strconv.Atoi(number); err == nil && n >= 0 && n < len(s.bodies) {
		return string(s.bodies[n])
	}
	return text
}
