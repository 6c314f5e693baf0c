package extract

import (
	"net/url"
	"strings"
	"testing"

	"broadsheet/feed"
	"broadsheet/feed/markup"
)

var home = &url.URL{Scheme: "https", Host: "ex.org", Path: "/news/"}

// settings are small pieces of HTML and the Markdown they become.
var settings = []struct{ name, html, want string }{
	{"nothing", "", ""},
	{"text without an element", "Just <b>text</b>", "Just **text**"},
	{"white space", "<p> a \n\t b&nbsp;&nbsp;c </p>", "a b c"},
	{"emphasis side by side", "<b>bold</b><i>it</i>", "**bold***it*"},
	{"emphasis with blanks inside", "a<b> b </b>c<i> </i>d", "a **b** c d"},
	{"emphasis before a letter", "<b>“Quoted”</b>s", "**“Quoted**”s"},
	{"emphasis that overlaps", "<b>one <i>two</b> three</i>", "**one two** *three*"},
	{"struck out", "<del>old</del> <ins>new</ins> <mark>seen</mark>", "~~old~~ new **seen**"},
	{"blocks inside inline ones", "<b><p>one</p><p>two</p></b>", "**one**\n\n**two**"},
	{"line breaks", "one<br>two<br><br>three<br>", "one\\\ntwo\n\nthree"},
	{"heading", "<h1>A <em>b</em><br>c #</h1><h4></h4>", "# A *b* c \\#"},
	{"heading with a link to itself", `<h2 id=a>Title <a href="#a">¶</a></h2>`, "## Title"},
	{"link", `<a href="../x?a=1&amp;b=2">x</a>`, "[x](https://ex.org/x?a=1&b=2)"},
	{"links that lead nowhere", `<a href="#">a</a> <a href="javascript:x()">b</a> <a href="">c</a> <a href="/x"> </a><a name="d">d</a>`, "[a](#) [b](#) [c](#) d"},
	{"link within the text", `<a href="#n">n</a><p id=n>note`, "[n](#n)\n\nnote"},
	{"link to a place that is not here", `<a href="#more">more</a>`, "[more](https://ex.org/news/#more)"},
	{"link round blocks", `<a href="/x"><h3>T</h3><p>t</p></a>`, "### [T](https://ex.org/x)\n\n[t](https://ex.org/x)"},
	{"address with brackets", `<a href="/a_(b)">x</a> <a href="/a)b">y</a>`, "[x](https://ex.org/a_(b)) [y](https://ex.org/a%29b)"},
	{"brackets in a link", `<a href="/x">[1]</a>`, "[\\[1\\]](https://ex.org/x)"},
	{"address in the text", "see https://ex.org/a and https://ex.org/a_b.", "see https://ex.org/a and <https://ex.org/a_b>."},
	{"no more escapes than needed", "snake_case, 5 * 3, [x], x < y, A&B, 1.5, #1, C:\\dir - ~4", "snake_case, 5 * 3, [x], x < y, A&B, 1.5, #1, C:\\dir - ~4"},
	{"what would be markup", "<p>1. a<p># b<p>- c<p>&gt; d<p>*e*<p>&amp;lt;<p>[f](g)<p>: h<p>&lt;b>", "1\\. a\n\n\\# b\n\n\\- c\n\n\\> d\n\n\\*e\\*\n\n&amp;lt;\n\n[f\\](g)\n\n\\: h\n\n\\<b>"},
	{"picture", `<img src="a.jpg" alt="A [b]">`, "![A \\[b\\]](https://ex.org/news/a.jpg)"},
	{"picture that is loaded late", `<img src="data:image/gif;base64,R0" data-src="/a.jpg">`, "![](https://ex.org/a.jpg)"},
	{"picture behind a script", `<img src="/wait.png"><noscript><img src="/a.jpg"></noscript><noscript>Turn on scripts</noscript>`, "![](https://ex.org/a.jpg)"},
	{"picture in sizes", `<img src="/s.jpg" srcset="/m,1.jpg 800w, /l.jpg 1600w, /xl.jpg 3200w">`, "![](https://ex.org/l.jpg)"},
	{"picture element", `<picture><source srcset="/a.webp 700w"><img alt="x"></picture>`, "![x](https://ex.org/a.webp)"},
	{"pictures that are none", `a<img src="/p.gif" width=1 height="1"><img src="data:x"><img src="https://pixel.wp.com/g.gif"><img src="/x.gif" style="width: 1px">`, "a"},
	{"picture as a character", `Hi <img class="wp-smiley" alt="🙂" src="/s.png">`, "Hi 🙂"},
	{"figure", `<figure><figcaption>The quay. <span class="credit">Ann Vale</span></figcaption><img src="/q.jpg"></figure>`, "![](https://ex.org/q.jpg)\n\n*The quay.* **Ann Vale**"},
	{"quote with its source", `<blockquote cite="https://src.org/a"><p>one<p>two</blockquote>`, "> one\n>\n> two\n>\n> — [src.org](https://src.org/a)"},
	{"list", "<ul><li>a<ul><li>b</ul><li><li>c</ul>", "- a\n  - b\n- c"},
	{"list with paragraphs", "<ol start=9><li><p>a</p><p>b</p><li>c</ol>", "9. a\n\n   b\n\n10. c"},
	{"list beside its item", "<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b"},
	{"two lists", "<ul><li>a</ul><ul><li>b</ul>", "- a\n\n* b"},
	{"tasks", `<ul><li><input type=checkbox checked> a<li><label><input type=checkbox> b</label></ul>`, "- [x] a\n- [ ] b"},
	{"code in a list", "<ul><li>a<pre>b\n c</pre></ul>", "- a\n\n  ```\n  b\n   c\n  ```"},
	{"definitions", "<dl><dt>a<dt>b<dd>c<p>d</p><dd>e<dt>f<dd>g</dl>", "a\nb\n: c\n\n  d\n: e\n\nf\n: g"},
	{"table", "<table><caption>Cap</caption><tr><th>a<th align=right>b<tr><td>1<br>2<td><ul><li>x<li>y|z</ul></table>", "*Cap*\n\n| a | b |\n| --- | --- |\n| 1 / 2 | x; y\\|z |"},
	{"table without a header", "<table><tr><td>a<td>b<tr><td>c<td align=right>d</table>", "| | |\n| --- | --- |\n| a | b |\n| c | d |"},
	{"table with wide and high cells", "<table><tr><th>a<th>b<th>c<tr><td rowspan=2>1<td colspan=2>2<tr><td>3<td>4</table>", "| a | b | c |\n| --- | --- | --- |\n| 1 | 2 | |\n| | 3 | 4 |"},
	{"table as layout", "<table><tr><td><h2>a</h2><p>b<td><p>c</table>", "## a\n\nb\n\nc"},
	{"table of one column", "<table><tr><td>a<tr><td>b</table>", "a\n\nb"},
	{"code", "<pre class=\"language-go\"><code>x := `a`\n\n\ty</code></pre>", "```go\nx := `a`\n\n\ty\n```"},
	{"code with a fence in it", "<div class='highlight-source-js'><pre>```</pre></div>", "````js\n```\n````"},
	{"code in a line", "<code>a`b</code> <kbd>Ctrl</kbd><b><code>x</code></b>", "``a`b`` `Ctrl`**`x`**"},
	{"raised and lowered", "x<sup>2</sup>, H<sub>2</sub>O, 21<sup>st</sup>, e<sup>iπ</sup>, a<sub>max!</sub>, Foo<sup>TM</sup>", "x², H₂O, 21st, e^(iπ), a\\_(max!), Foo™"},
	{"note", `2024<sup><a href="#n">1</a></sup><p id=n>Note`, "2024[\\[1\\]](#n)\n\nNote"},
	{"note raised by the style sheet", `the utility<a class="footnote" href="#n">1</a> opens it, see <a href="#n">2</a><p id=n>Note`, "the utility[\\[1\\]](#n) opens it, see [2](#n)\n\nNote"},
	{"quotation marks", "<q>a <q>b</q></q>", "“a ‘b’”"},
	{"details", "<details><summary>Sum</summary><p>rest</details>", "**Sum**\n\nrest"},
	{"rules", "<hr>a<hr><hr>b<hr>", "a\n\n___\n\nb"},
	{"film", `<iframe src="https://www.youtube-nocookie.com/embed/abc?rel=0"></iframe><iframe src="//player.vimeo.com/video/12"></iframe>`, "[Video on YouTube](https://www.youtube.com/watch?v=abc)\n\n[Video on Vimeo](https://vimeo.com/12)"},
	{"embeds", `<iframe src="https://maps.test/x"></iframe><video><source src="/v.mp4">no video</video><audio src="/a%20b.mp3"></audio>`, "[Embedded page: maps.test](https://maps.test/x)\n\n[Video: v.mp4](https://ex.org/v.mp4)\n\n[Audio: a b.mp3](https://ex.org/a%20b.mp3)"},
	{"what nobody reads", "<style>x</style><script>y</script><template>z</template><nav>n</nav><p hidden>h<p style='display: none'>i<form>a<input value=v><button>b</button></form><!-- c -->", "a"},
	{"ruby", "<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>", "漢字(かんじ)"},
	{"controls in the text", "a&#27;[31mb\u009b2J\u202ec", "abc"},
	{"plain text", "One &amp; two\nthree\n\n- four\nx < y", "One & two\\\nthree\n\n\\- four\\\nx < y"},
}

func TestMarkdown(t *testing.T) {
	for _, c := range settings {
		t.Run(c.name, func(t *testing.T) {
			if got := Markdown(c.html, home); got != c.want {
				t.Errorf("html %s\ngot\n%s\nwant\n%s", c.html, got, c.want)
			}
		})
	}
}

func TestMarkdownWithoutABase(t *testing.T) {
	const src = `<a href="/x">rel</a> <a href="#n">n</a> <img src="a.jpg">`
	if got, want := Markdown(src, nil), "[rel](#) [n](#n)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDeepAndUnclosedDocumentsKeepTheirText(t *testing.T) {
	for name, src := range map[string]string{
		"levels":     strings.Repeat("<div>", 100_000) + `<h2>Head</h2><p>one <a href="/x">two</a><p>three`,
		"formatting": strings.Repeat("<b><i class=x><font color=red>", 20_000) + `<h2>Head</h2><p>one <a href="/x">two</a><p>three`,
		"quotes":     strings.Repeat("<blockquote>", 300) + `<h2>Head</h2><p>one <a href="/x">two</a><p>three`,
	} {
		t.Run(name, func(t *testing.T) {
			md := Markdown(src, home)
			for _, want := range []string{"## Head", "[two](https://ex.org/x)", "three"} {
				if !strings.Contains(md, want) {
					t.Errorf("no %q in %q", want, md[max(0, len(md)-300):])
				}
			}
			if n := strings.Count(md[:strings.IndexByte(md, '\n')], "> "); n > maxNesting {
				t.Errorf("%d quotes within each other", n)
			}
		})
	}
}

// A list of 200 levels must not hang whoever sets it: see maxNesting.
func TestNestedListsAreCapped(t *testing.T) {
	md := Markdown(strings.Repeat("<ul><li>x", 200), nil)
	if n := strings.Count(md, "x"); n != 200 {
		t.Errorf("%d items, want 200", n)
	}
	for line := range strings.SplitSeq(md, "\n") {
		if indent := len(line) - len(strings.TrimLeft(line, " ")); indent > 2*maxNesting {
			t.Fatalf("line is indented by %d", indent)
		}
	}
}

func TestPlain(t *testing.T) {
	for src, want := range map[string]string{
		"plain":                         "plain",
		"Tom &amp; Jerry&#8217;s":       "Tom & Jerry’s",
		"&amp;lt;b&amp;gt;":             "&lt;b&gt;",
		"&lt;b&gt; stays":               "<b> stays",
		"x < y and y > z":               "x < y and y > z",
		"a <b>bold</b> <i>it</i>":       "a bold it",
		"one<br/>two</p>three":          "one two three",
		"List<String> of <3":            "List<String> of <3",
		"a<script>x < y</script>b":      "ab",
		"a<!-- c -->b <b":               "ab <b",
		`<a title="x > y" href=z>t</a>`: "t",
		" many \n blanks&nbsp;here ":    "many blanks here",
		"esc&#27;[31m red":              "esc red",
		"AT&T":                          "AT&T",
		"a?b=1&copy=2 &copy; R&D":       "a?b=1&copy=2 © R&D",
		"a <!-- never closed <b>":       "a",
	} {
		if got := Plain(src); got != want {
			t.Errorf("Plain(%q) = %q, want %q", src, got, want)
		}
	}
}

func TestSet(t *testing.T) {
	a := feed.Article{
		Title: "The Harbour & the Sea", Deck: "It costs too much.", URL: "https://ex.org/a/", Form: feed.HTML,
		Body: `<h1>The Harbour &amp; the Sea</h1><p>It costs too much.</p><img src="q.jpg"><p>Four words <a href="b">stand here</a>.</p>`,
	}
	Set(&a)
	if want := "![](https://ex.org/a/q.jpg)\n\nFour words [stand here](https://ex.org/a/b)."; a.Body != want {
		t.Errorf("body %q, want %q", a.Body, want)
	}
	if a.Form != feed.Markdown || a.Words != 4 {
		t.Errorf("form %d, %d words, want 4", a.Form, a.Words)
	}
	before := a.Body
	a.Words = 0
	Set(&a)
	if a.Body != before || a.Words != 4 {
		t.Errorf("setting it again gives %q, %d words", a.Body, a.Words)
	}
}

func TestSetKeepsABodyThatIsOnlyTheDeck(t *testing.T) {
	a := feed.Article{Deck: "All there is.", Body: "<p>All there is.</p>", Form: feed.HTML}
	Set(&a)
	if a.Body != "All there is." {
		t.Errorf("body %q", a.Body)
	}
}

func TestSetPrefersTheBase(t *testing.T) {
	a := feed.Article{Base: "https://cdn.org/x/", URL: "https://ex.org/a", Body: `<a href="y">y</a> <a href="#z">z</a>`, Form: feed.HTML}
	Set(&a)
	if want := "[y](https://cdn.org/x/y) [z](https://ex.org/a#z)"; a.Body != want {
		t.Errorf("body %q, want %q", a.Body, want)
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, c := range settings {
		f.Add(c.html)
	}
	f.Add(strings.Repeat("<b>", 600) + "x")
	f.Add("<table><tr><td><table><tr><td>x|y</td><td>`|`</table>")
	f.Fuzz(func(t *testing.T, src string) {
		md := Markdown(src, home)
		if md != feed.WashText(md) {
			t.Errorf("not washed: %q", md)
		}
		markup.Parse(md)
		Plain(src)
	})
}
