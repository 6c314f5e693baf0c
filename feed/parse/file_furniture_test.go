package parse

import (
	"strings"
	"testing"

	"broadsheet/feed"
)

func TestFileRelated(t *testing.T) {
	cases := []struct {
		name, md string
		want     []feed.Link
	}{
		{"bold", "**Related article:** [One](#)", []feed.Link{{Text: "One"}}},
		{"plain", "Related: [One](https://x.test/1)", []feed.Link{{Text: "One", URL: "https://x.test/1"}}},
		{"bold throughout", "**Read more: [One](https://x.test/1)**", []feed.Link{{Text: "One", URL: "https://x.test/1"}}},
		{"two", "See also: [One](#), [Two](#)", []feed.Link{{Text: "One"}, {Text: "Two"}}},
		{"list below", "**Related articles:**\n\n- [One](#)\n- [Two](https://x.test/2)", []feed.Link{{Text: "One"}, {Text: "Two", URL: "https://x.test/2"}}},
		{"list close below", "Related articles:\n- [One](#)\n- Two", []feed.Link{{Text: "One"}, {Text: "Two"}}},
		{"heading", "## Related articles\n\n* [One](#)", []feed.Link{{Text: "One"}}},
		{"title only", "**Related article:** A Pier Falls", []feed.Link{{Text: "A Pier Falls"}}},
		{"relative", "Related: [One](/1)\n\nOriginal url: https://x.test/a/b", []feed.Link{{Text: "One", URL: "https://x.test/1"}}},
		{"the same line in a paragraph", "Text.\n**Related article:** [One](#)\nMore.", []feed.Link{{Text: "One"}}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, "# T\n\nStart here.\n\n"+c.md+"\n\nEnd here.")
			if len(a.Links) != len(c.want) {
				t.Fatalf("links %+v", a.Links)
			}
			for i, l := range a.Links {
				if l.Text != c.want[i].Text || l.URL != c.want[i].URL || l.Kind != feed.LinkRelated || l.N != 0 {
					t.Errorf("link %+v, want %+v", l, c.want[i])
				}
			}
			if strings.Contains(a.Body, "One") || strings.Contains(a.Body, "elated") {
				t.Errorf("body %q", a.Body)
			}
		})
	}
	for _, md := range []string{"See also: [One](#) for more of this.", "Related work is done elsewhere.", "Read more [here](#).", "Read more: the whole story is long.", "## Related work\n\nText."} {
		if a := read(t, "# T\n\nStart here.\n\n"+md+"\n\nEnd here."); !strings.Contains(a.Body, md) {
			t.Errorf("%q left the body: %q", md, a.Body)
		}
	}
}

func TestFileOriginal(t *testing.T) {
	const want = "https://x.test/a/b"
	for _, md := range []string{
		"Original url:\n\n<https://x.test/a/b>", "Original URL: https://x.test/a/b", "Original url:\n<https://x.test/a/b", "**Original url:** [here](https://x.test/a/b)",
		"Source: <https://x.test/a/b>", "Original url:\n\n\n\n[https://x.test/a/b](https://x.test/a/b)\n", "Originally published at: https://x.test/a/b", "**Source:** https://x.test/a/b",
	} {
		a := read(t, "# T\n\nStart here.\n\n"+md)
		if a.URL != want || a.Body != "Start here." || len(a.Links) != 0 {
			t.Errorf("%q: url %q, body %q, links %v", md, a.URL, a.Body, a.Links)
		}
	}
	for _, md := range []string{"Original url:", "Original url: [here](#)"} {
		if a := read(t, "# T\n\nStart here.\n\n"+md); a.URL != "" || a.Body != "Start here." {
			t.Errorf("%q: url %q, body %q", md, a.URL, a.Body)
		}
	}
	for _, md := range []string{"Source: Statistics Norway", "Source: https://x.test/a/b\n\nOne.\n\nTwo.\n\nThree."} {
		if a := read(t, "# T\n\nStart here.\n\n"+md); a.URL != "" || !strings.Contains(a.Body, "Source") {
			t.Errorf("%q: url %q, body %q", md, a.URL, a.Body)
		}
	}
}
