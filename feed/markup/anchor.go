package markup

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// anchors gives every heading a name that links can lead to: its letters and
// digits in lower case, blanks as hyphens, and a number behind it when the name
// is taken. goldmark's own count of an equal heading starts at 1 each time, which
// takes a minute for 20,000 of them.
type anchors map[string]int // name → the number to try next

// Generate implements parser.IDs.
func (a anchors) Generate(value []byte, _ ast.NodeKind) []byte {
	name := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		case unicode.IsSpace(r) || r == '-' || r == '_':
			return '-'
		}
		return -1
	}, strings.TrimSpace(string(value)))
	if name == "" {
		name = "heading"
	}
	free := name
	for _, taken := a[free]; taken; _, taken = a[free] {
		a[name]++
		free = name + "-" + strconv.Itoa(a[name])
	}
	a[free] = 0
	return []byte(free)
}

// Put implements parser.IDs.
func (a anchors) Put(value []byte) { a[string(value)] = 0 }
