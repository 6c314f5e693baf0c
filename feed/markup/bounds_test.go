package markup

import (
	"fmt"
	"strings"
	"testing"
)

// storms are texts of about n bytes of nothing but markup that never ends.
func storms(n int) map[string]string {
	fill := func(s string) string { return strings.Repeat(s, n/len(s)) }
	var notes strings.Builder
	for i := 0; notes.Len() < n; i++ {
		fmt.Fprintf(&notes, "[^%d]: b [^%d]\n\n", i, i)
	}
	return map[string]string{
		"links":              fill("[a]("),
		"addresses":          fill("[a](<b"),
		"pictures":           fill("![a]("),
		"references":         fill("[a]\n"),
		"stars":              fill("**a*"),
		"underscores":        fill("_a__"),
		"tildes":             fill("~~a~"),
		"quotes":             fill("> "),
		"lines of quotes":    fill(strings.Repeat("> ", 500) + "a\n"),
		"lists":              fill("+ "),
		"footnotes":          notes.String(),
		"nested footnotes":   fill("[^a]: "),
		"definitions":        fill("[a]: b\n"),
		"links in a heading": "# " + fill("[a]("),
		"links in a cell":    "|a|\n|-|\n|" + fill("[a](") + "|",
	}
}

func TestNothingIsLostBeyondTheBounds(t *testing.T) {
	for name, md := range map[string]string{
		"signs":            strings.Repeat("[a](", 3*maxSigns) + " last words",
		"signs and blanks": strings.Repeat("[a]( **b ", 3*maxSigns) + " last words",
		"lines":            strings.Repeat("one *two\n", 3*maxSigns) + "last words",
		"heading":          "# " + strings.Repeat("_a__", 3*maxSigns) + " last words",
		"underlined":       strings.Repeat("_a__ ", 3*maxSigns) + " last words\n===",
		"cell":             "|a|\n|-|\n|" + strings.Repeat("**a*", 3*maxSigns) + " last words|",
		"quotes":           strings.Repeat("> ", 3*maxOpen) + " last words",
		"lists":            strings.Repeat("1. ", 3*maxOpen) + " last words",
		"definitions":      strings.Repeat("[a]: b\n", 2*maxLines) + "\nlast words",
		"notes":            strings.Repeat("[^a]: b\n\n", 2*maxNotes) + "last words",
	} {
		if plain := Plain(md); !strings.Contains(plain, "last words") {
			t.Errorf("%s: lost in %.80q …", name, plain)
		}
	}
}

func TestLongParagraphKeepsItsLinks(t *testing.T) {
	md := strings.Repeat("word [link](https://x.test/a_b) *soft* ", 3*maxSigns)
	d := Parse(md)
	if len(d.Places) != 3*maxSigns {
		t.Errorf("%d links of %d", len(d.Places), 3*maxSigns)
	}
	if plain := d.Plain(); strings.ContainsAny(plain, "[]*") {
		t.Errorf("marks are left in %.200q", plain)
	}
	md = strings.Repeat("word [link](https://x.test/) ", maxSigns-1)
	if d := Parse(md); d.Root.ChildCount() != 1 {
		t.Errorf("an ordinary paragraph came apart into %d", d.Root.ChildCount())
	}
}

func TestTermsNestedDeepKeepTheirWords(t *testing.T) {
	md := strings.Repeat("> ", maxNesting+2) + "term [link](#)\n" + strings.Repeat("> ", maxNesting+2) + ": its meaning"
	if got := Plain(md); got != "term link\nits meaning" {
		t.Errorf("got %q", got)
	}
}

// BenchmarkStorm shows what a megabyte of each storm takes: about a second.
func BenchmarkStorm(b *testing.B) {
	for name, md := range storms(1 << 20) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				d := Parse(md)
				d.Sentences()
				d.Plain()
			}
		})
	}
}
