package markup

import (
	"net/url"
	"testing"
)

func TestBlocks(t *testing.T) {
	md := "# One\n\nTwo\nthree\n\nFour\n====\n- a\n- b\n\n```\ncode\n```\n\n[x]: https://x.test/\n\n> q\n\n---\nLast[^1]\n\n[^1]: note\n"
	want := []struct {
		kind  BlockKind
		level int
		text  string
	}{
		{BlockHeading, 1, "# One"},
		{BlockParagraph, 0, "Two\nthree"},
		{BlockHeading, 1, "Four\n===="},
		{BlockList, 0, "- a\n- b"},
		{BlockOther, 0, "code"},
		{BlockOther, 0, "> q"},
		{BlockParagraph, 0, "Last[^1]"},
	}
	got := Blocks(md)
	if len(got) != len(want) {
		t.Fatalf("got %d blocks, want %d: %v", len(got), len(want), got)
	}
	for i, b := range got {
		if b.Kind != want[i].kind || b.Level != want[i].level || md[b.Start:b.End] != want[i].text {
			t.Errorf("block %d: got %v %q, want %v", i, b, md[b.Start:b.End], want[i])
		}
	}
}

func TestTags(t *testing.T) {
	md := "a <b>c</b>\nd\n\n# e <i>f\n\n<div>\ng\n</div>\n\n- <p>h\n"
	want := []struct {
		text                 string
		block, nested, flows bool
		home                 int
	}{
		{"<b>", false, false, true, 1}, {"</b>", false, false, true, 1}, {"<i>", false, false, false, 2},
		{"<div>\ng\n</div>\n", true, false, false, 0}, {"<p>h\n", true, true, false, 0},
	}
	got := Tags(md)
	if len(got) != len(want) {
		t.Fatalf("got %v", got)
	}
	for i, g := range got {
		w := want[i]
		if md[g.Start:g.End] != w.text || g.Block != w.block || g.Nested != w.nested || g.Flows != w.flows || g.Home != w.home {
			t.Errorf("tag %d: got %+v %q, want %+v", i, g, md[g.Start:g.End], w)
		}
	}
}

func TestResolve(t *testing.T) {
	base, _ := url.Parse("https://x.test/news/a.html")
	cases := []struct{ md, want string }{
		{"[a](b.html) and [c](/d)", "[a](<https://x.test/news/b.html>) and [c](<https://x.test/d>)"},
		{"[a](#) [b](#top) [c](https://y.test/) [d](mailto:a@x.test)", "[a](#) [b](#top) [c](https://y.test/) [d](mailto:a@x.test)"},
		{`![p](<p.png> "t")`, `![p](<https://x.test/news/p.png> "t")`},
		{"[a][1]\n\n[1]: /d", "[a][1]\n\n[1]: <https://x.test/d>"},
		{"[a](javascript:x)", "[a](javascript:x)"},
		{"[a](h.html) [b](m)", "[a](<https://x.test/news/h.html>) [b](<https://x.test/news/m>)"},
		{"no links", "no links"},
	}
	for _, c := range cases {
		if got := Resolve(c.md, base); got != c.want {
			t.Errorf("Resolve(%q): got %q, want %q", c.md, got, c.want)
		}
	}
	if got := Resolve("[a](b)", nil); got != "[a](b)" {
		t.Errorf("without a base: got %q", got)
	}
}
