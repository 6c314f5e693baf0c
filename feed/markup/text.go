package markup

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// Text returns what a reader sees of a node, on one line: escapes and entities
// resolved, marks of emphasis gone.
func (d *Document) Text(n ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			d.appendText(&b, c)
		}
		return ast.WalkContinue, nil
	})
	return strings.Join(strings.Fields(b.String()), " ")
}

// appendText writes the text that one inline node adds by itself.
func (d *Document) appendText(b *strings.Builder, n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		v := n.Segment.Value(d.Source)
		if n.Parent() == nil || n.Parent().Kind() != ast.KindCodeSpan && !n.IsRaw() {
			v = Unescape(v)
		}
		b.Write(v)
		if n.SoftLineBreak() || n.HardLineBreak() {
			b.WriteByte(' ')
		}
	case *ast.String:
		b.Write(n.Value)
	case *ast.AutoLink:
		b.WriteString(Label(string(n.URL(d.Source))))
	}
}

// Unescape resolves the backslash escapes and entities of Markdown text.
func Unescape(v []byte) []byte {
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(v)))
}
