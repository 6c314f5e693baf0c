package markup

import (
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
)

func TestHeadingsHaveNames(t *testing.T) {
	const md = "# A Survey, and a surprise\n\n# a-1\n\n## a\n\n## a\n\n## a\n\n## Çà 灯台\n\n## !?\n\nSet\n===\n"
	var got []string
	for n := Parse(md).Root.FirstChild(); n != nil; n = n.NextSibling() {
		if id, ok := n.AttributeString("id"); ok {
			got = append(got, string(id.([]byte)))
		}
	}
	if g, want := strings.Join(got, " "), "a-survey-and-a-surprise a-1 a a-2 a-3 çà-灯台 heading set"; g != want {
		t.Errorf("the headings are named\n%s, want\n%s", g, want)
	}
}

// TestEqualHeadings would take minutes if every name were sought from the
// beginning.
func TestEqualHeadings(t *testing.T) {
	a := anchors{}
	for range 100000 {
		a.Generate([]byte("a"), ast.KindHeading)
	}
	if got := string(a.Generate([]byte("a"), ast.KindHeading)); got != "a-100000" {
		t.Errorf("the last heading is named %q", got)
	}
}
