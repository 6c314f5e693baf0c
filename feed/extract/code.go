package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// preText returns the text of a pre element with its lines. What numbers the
// lines is left out.
func preText(n *html.Node) string {
	var b strings.Builder
	for k := next(n, n, false); k != nil; {
		skip := false
		switch {
		case k.Type == html.TextNode:
			b.WriteString(k.Data)
		case k.Type != html.ElementNode:
		case k.DataAtom == atom.Br:
			b.WriteByte('\n')
		case unseen(k):
			skip = true
		case parts[k.Data] && b.Len() > 0 && !strings.HasSuffix(b.String(), "\n"):
			b.WriteByte('\n')
		}
		k = next(k, n, skip)
	}
	return strings.ReplaceAll(b.String(), "\u00a0", " ")
}

// language returns the name of the language that a pre element is written in,
// "" when nobody says it. The class that tells stands on the element itself, on
// the code in it or on what is wrapped round it.
func language(n *html.Node) string {
	nodes := []*html.Node{n}
	if k := find(n, atom.Code); k != nil {
		nodes = append(nodes, k)
	}
	for k, i := n.Parent, 0; k != nil && i < 3; k, i = k.Parent, i+1 {
		nodes = append(nodes, k)
	}
	for _, k := range nodes {
		for _, key := range []string{"data-lang", "data-language"} {
			if l := langName(attr(k, key)); l != "" {
				return l
			}
		}
		for name := range strings.FieldsSeq(strings.ReplaceAll(attr(k, "class"), "brush: ", "brush:")) {
			for _, prefix := range []string{"language-", "lang-", "highlight-source-", "highlight-text-", "brush:", "sourceCode-"} {
				if l, ok := strings.CutPrefix(name, prefix); ok {
					if l = langName(strings.TrimSuffix(l, ";")); l != "" {
						return l
					}
				}
			}
		}
	}
	return ""
}

// langName returns the name of a language in the form it has behind a fence.
func langName(s string) string {
	s = strings.ToLower(s)
	if len(s) > 20 || strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789+#-_.") != "" {
		return ""
	}
	switch s {
	case "none", "plaintext", "plain", "text", "txt", "nohighlight":
		return ""
	}
	return s
}
