package parse

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"broadsheet/feed"
)

// island has the shape of the article files this program was made for.
const island = `

# Island Council Denies Plans for a Second Ferry With U.S. Owners

June 3, 2024



The pier at Olav’s Bay. **Kari Nes / North Light Pictures**

The island council does not plan to meet the owners this week, the council [said](#) Monday.

Council spokesman Arne Vik denied a radio [report](#) claiming that two members had flown to Bergen.

A meeting in Bergen between junior officials of the two harbours [focused](#) on the price of a second boat and its staff

rooms.

“We are at the start. The road is long,” Vik [told](#) reporters.

**Related article:** [Three Years Without a Ferry](#)

Meanwhile, the owners wait.

Original url:

<https://island.example/2024/06/03/second-ferry`

func read(t *testing.T, text string) feed.Article {
	t.Helper()
	a, err := File([]byte(text), Options{Key: "k", Name: "folder/some_file-name.md"})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func TestFileWhole(t *testing.T) {
	seen := day(2024, 6, 5)
	a, err := File([]byte(island), Options{Key: "k", Name: "a.txt", Now: seen})
	if err != nil {
		t.Fatal(err)
	}
	if a.Title != "Island Council Denies Plans for a Second Ferry With U.S. Owners" || !a.Published.Equal(day(2024, 6, 3)) {
		t.Errorf("title %q, published %v", a.Title, a.Published)
	}
	if a.Figure.Caption != "The pier at Olav’s Bay." || a.Figure.Credit != "Kari Nes / North Light Pictures" {
		t.Errorf("figure %+v", a.Figure)
	}
	if a.URL != "https://island.example/2024/06/03/second-ferry" || a.Source != "k" || !a.Seen.Equal(seen) || a.Form != feed.Markdown {
		t.Errorf("url %q, source %q, seen %v", a.URL, a.Source, a.Seen)
	}
	for _, gone := range []string{"Original", "Related", "June 3", "North Light", "# ", "Three Years", "https", "\n\n\n"} {
		if strings.Contains(a.Body, gone) {
			t.Errorf("%q is left in the body", gone)
		}
	}
	if !strings.Contains(a.Body, "its staff rooms.\n\n“We") || !strings.HasPrefix(a.Body, "The island council") || !strings.HasSuffix(a.Body, "the owners wait.") {
		t.Errorf("body:\n%s", a.Body)
	}
	want := []struct{ text, speaker, sentence string }{
		{"said", "the council", "The island council does not plan to meet the owners this week, the council said Monday."},
		{"report", "Council spokesman Arne Vik", "Council spokesman Arne Vik denied a radio report claiming that two members had flown to Bergen."},
		{"focused", "", "A meeting in Bergen between junior officials of the two harbours focused on the price of a second boat and its staff rooms."},
		{"told", "Vik", "“We are at the start. The road is long,” Vik told reporters."},
		{"Three Years Without a Ferry", "", ""},
	}
	if len(a.Links) != len(want) {
		t.Fatalf("%d links: %+v", len(a.Links), a.Links)
	}
	for i, l := range a.Links {
		if l.Text != want[i].text || l.Speaker != want[i].speaker || l.Sentence != want[i].sentence || l.URL != "" {
			t.Errorf("link %d: %+v", i, l)
		}
		kind, n := feed.LinkDead, i+1
		if i == len(want)-1 {
			kind, n = feed.LinkRelated, 0
		}
		if l.Kind != kind || l.N != n {
			t.Errorf("link %d: kind %d, number %d", i, l.Kind, l.N)
		}
	}
	if a.Words < 60 || a.Words > 90 || len(a.ID) != 16 {
		t.Errorf("words %d, id %q", a.Words, a.ID)
	}
}

func TestFileHeadline(t *testing.T) {
	cases := []struct{ name, text, title, body string }{
		{"marked", "# A *new* pier #\n\nText.", "A new pier", "Text."},
		{"underlined", "A new pier\n==========\n\nText.", "A new pier", "Text."},
		{"second level", "## A new pier\nText.", "A new pier", "Text."},
		{"without a mark", "A new pier\n\nText goes here.", "A new pier", "Text goes here."},
		{"without a mark, question", "Who pays?\n\nText.", "Who pays?", "Text."},
		{"above a date", "A new pier\nMarch 10, 2025\n\nText.", "A new pier", "Text."},
		{"below a date", "March 10, 2025\n\n# A new pier\n\nText.", "A new pier", "Text."},
		{"none", "It was a day like any other.\n\nText.", "Some file name", "It was a day like any other.\n\nText."},
		{"only a line", "It was a day", "Some file name", "It was a day"},
		{"list first", "- one\n- two", "Some file name", "- one\n- two"},
		{"wrapped text", "It was a day like any other when the\nferry came in.\n\nText.", "Some file name", "It was a day like any other when the\nferry came in.\n\nText."},
		{"front matter", "---\ntitle: One\n---\n# Two\n\nText.", "One", "# Two\n\nText."},
		{"front matter, the same", "---\ntitle: One\n---\n# ONE\n\nText.", "One", "Text."},
		{"no text", "# Only this", "Only this", ""},
		{"byte order mark", "\ufeff# A pier\r\n\r\nText.\r\nMore.\r\n", "A pier", "Text.\nMore."},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, c.text)
			if a.Title != c.title || a.Body != c.body {
				t.Errorf("title %q, body %q; want %q, %q", a.Title, a.Body, c.title, c.body)
			}
		})
	}
}

func TestFileName(t *testing.T) {
	cases := []struct{ name, title string }{
		{"a/b/the_new-pier.markdown", "The new pier"}, {`c:\x\pier.txt`, "Pier"}, {"2024-06-03-the-pier.md", "The pier"},
		{"", "."}, {"---", "Untitled"}, {"v1.2 notes", "V1.2 notes"}, {"a\x1b]0;x\a\u202eb.md", "Ab"},
	}
	for _, c := range cases {
		a, err := File([]byte("It rained.\n\nIt rained."), Options{Name: c.name})
		if err != nil || a.Title != c.title {
			t.Errorf("%q: got %q, %v, want %q", c.name, a.Title, err, c.title)
		}
	}
	a, _ := File([]byte("It rained.\n\nIt rained."), Options{Name: "2024-06-03-the-pier.md"})
	if !a.Published.Equal(day(2024, 6, 3)) {
		t.Errorf("published %v", a.Published)
	}
}

func TestFileDates(t *testing.T) {
	is := day(2025, 3, 10)
	cases := []struct {
		line               string
		published, updated time.Time
	}{
		{"March 10, 2025", is, time.Time{}},
		{"10 March 2025", is, time.Time{}},
		{"2025-03-10", is, time.Time{}},
		{"10.03.2025", is, time.Time{}},
		{"Monday, 10th of March 2025", is, time.Time{}},
		{"Mon, 10 Mar 2025 14:00 GMT", is.Add(14 * time.Hour), time.Time{}},
		{"2025-03-10T14:00:00+02:00", is.Add(12 * time.Hour), time.Time{}},
		{"March 10, 2025 | 3:40 pm", is.Add(15*time.Hour + 40*time.Minute), time.Time{}},
		{"March 10, 2025 at 3:40 p.m. EST", is.Add(20*time.Hour + 40*time.Minute), time.Time{}},
		{"**March 10, 2025**", is, time.Time{}},
		{"Published: March 10, 2025", is, time.Time{}},
		{"Updated: March 10, 2025", time.Time{}, is},
		{"Published March 10, 2025 | Updated March 11, 2025", is, day(2025, 3, 11)},
		{"March 10, 2025 · 5 min read", is, time.Time{}},
		{"10. März 2025", is, time.Time{}},
		{"10 mars 2025", is, time.Time{}},
		{"2025年3月10日", is, time.Time{}},
		{"March 10, 2025\nUpdated: March 11, 2025", is, day(2025, 3, 11)},
	}
	for _, c := range cases {
		a := read(t, "# Pier\n\n"+c.line+"\n\nText follows here.")
		if !a.Published.Equal(c.published) || !a.Updated.Equal(c.updated) || a.Body != "Text follows here." {
			t.Errorf("%q: published %v, updated %v, body %q", c.line, a.Published, a.Updated, a.Body)
		}
	}
	for _, line := range []string{
		"On March 10, 2025, the pier fell.", "10 March", "2025", "March 10, 2025 was a bad day", "1 2 3", "February 30, 2025", "12:30", "Room 10, 3 March Street 2025",
	} {
		if a := read(t, "# Pier\n\n"+line+"\n\nText follows here."); !a.Published.IsZero() || !strings.Contains(a.Body, line) {
			t.Errorf("%q was taken for a date: %v", line, a.Published)
		}
	}
}

func TestFileByline(t *testing.T) {
	for line, want := range map[string]string{
		"By Jane Doe": "Jane Doe", "**By Jane Doe**": "Jane Doe", "*By Jane Doe and J. Roe*": "Jane Doe and J. Roe",
		"By [Jane Doe](https://x.test/jane)": "Jane Doe", "BY JANE DOE": "JANE DOE", "By Jane van der Doe, Staff Writer": "Jane van der Doe, Staff Writer",
		"By Jane Doe | March 10, 2025": "Jane Doe", "Written by Jane Doe": "Jane Doe", "By John Roe Jr.": "John Roe Jr.",
		"By Monday the talks had ended.": "", "By far the best": "", "By the sea, it rains": "",
	} {
		a := read(t, "# Pier\n\n"+line+"\n\nText follows here.")
		if a.Byline != want || strings.Contains(a.Body, line) != (want == "") {
			t.Errorf("%q: byline %q, body %q", line, a.Byline, a.Body)
		}
	}
}

func TestFileFigure(t *testing.T) {
	const text = "\n\nText follows here.\n\nAnd more of it."
	cases := []struct {
		name, head string
		want       feed.Figure
		deck       string
	}{
		{"bold credit", "The pier. **Kari Nes**", feed.Figure{Caption: "The pier.", Credit: "Kari Nes"}, ""},
		{"italic credit", "The pier. _Kari Nes / North_", feed.Figure{Caption: "The pier.", Credit: "Kari Nes / North"}, ""},
		{"no full stop", "The pier **Kari Nes / North**", feed.Figure{Caption: "The pier", Credit: "Kari Nes / North"}, ""},
		{"wrapped", "The pier\nat noon. **Kari Nes**", feed.Figure{Caption: "The pier at noon.", Credit: "Kari Nes"}, ""},
		{"picture", "![A pier](https://x.test/p.jpg)", feed.Figure{URL: "https://x.test/p.jpg", Alt: "A pier"}, ""},
		{"picture and caption", "![A pier](https://x.test/p.jpg)\n\nThe pier. **Kari Nes**", feed.Figure{URL: "https://x.test/p.jpg", Alt: "A pier", Caption: "The pier.", Credit: "Kari Nes"}, ""},
		{"picture and caption in one", "![A pier](https://x.test/p.jpg)\nThe pier. **Kari Nes**", feed.Figure{URL: "https://x.test/p.jpg", Alt: "A pier", Caption: "The pier.", Credit: "Kari Nes"}, ""},
		{"picture and italics", "![A pier](https://x.test/p.jpg)\n\n*The pier at noon.*", feed.Figure{URL: "https://x.test/p.jpg", Alt: "A pier", Caption: "The pier at noon."}, ""},
		{"picture with a title", `![A pier](https://x.test/p.jpg "At noon")`, feed.Figure{URL: "https://x.test/p.jpg", Alt: "A pier", Caption: "At noon"}, ""},
		{"deck", "*How a pier fell, and who paid.*", feed.Figure{}, "How a pier fell, and who paid."},
		{"deck and caption", "_How a pier fell._\n\nThe pier. **Kari Nes**", feed.Figure{Caption: "The pier.", Credit: "Kari Nes"}, "How a pier fell."},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, "# Pier\n\nMarch 10, 2025\n\n"+c.head+text)
			if a.Figure != c.want || a.Deck != c.deck || a.Body != strings.TrimSpace(text) {
				t.Errorf("figure %+v, deck %q, body %q", a.Figure, a.Deck, a.Body)
			}
		})
	}
	for _, head := range []string{"This is **important**", "They all came. **But why?**", "**Kari Nes**", "The pier is **very old**", "He was *there*"} {
		a := read(t, "# Pier\n\n"+head+text)
		if a.Figure != (feed.Figure{}) || !strings.HasPrefix(a.Body, head) {
			t.Errorf("%q was taken for a caption: %+v", head, a.Figure)
		}
	}
}

func TestFileTorn(t *testing.T) {
	const long = "The board spoke for a whole day about the price of the new"
	cases := []struct{ name, a, b, want string }{
		{"torn", long, "pier.", long + " pier."},
		{"at a comma", long + " pier,", "and then.", long + " pier, and then."},
		{"at a hyphen", long + " tit-for-", "tat pier.", long + " tit-for-tat pier."},
		{"in a link", long + " [pier](#)", "today.", long + " [pier](#) today."},
		{"after emphasis", long + " **pier**", "*today* too.", long + " **pier** *today* too."},
		{"round furniture", long + "\n\n**Related article:** [Piers](#)", "pier.", long + " pier."},
		{"in three", long, "pier and the ships that came to see it from\n\nafar.", long + " pier and the ships that came to see it from afar."},
		{"a full stop", long + " pier.", "and then.", ""},
		{"a colon", long + " pier:", "and then.", ""},
		{"a capital", long, "Pier.", ""},
		{"short", "milk", "eggs", ""},
		{"hard break", long + `\`, "pier.", ""},
		{"heading", "## " + long, "pier.", ""},
		{"list", "- " + long, "pier.", ""},
		{"before a list", long, "- pier", ""},
		{"quotation", "> " + long, "pier.", ""},
		{"code", "    " + long, "pier.", ""},
		{"fenced", "```\n" + long + "\n```", "pier.", ""},
		{"verse", "the sea was calm and the\nboats were all at home", "and nobody was there to see\nthe light go out", ""},
		{"picture", "![" + long + "](https://x.test/p.jpg)", "pier.", ""},
		{"address", long, "https://x.test/", ""},
		{"rule", long + "\n\n---", "pier.", ""},
		{"closing quotation", "“" + long + " pier.”", "and then.", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, "# T\n\nStart here.\n\n"+c.a+"\n\n"+c.b)
			want := c.want
			if want == "" {
				want = c.a + "\n\n" + c.b
			}
			if got := strings.TrimPrefix(a.Body, "Start here.\n\n"); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestFileHTML(t *testing.T) {
	cases := []struct{ name, md, want string }{
		{"inline", "A <b>new</b> <i>old</i> <span>pier</span>.", "A **new** *old* pier."},
		{"link", `See <a href="https://x.test/p">the pier</a>.`, "See [the pier](<https://x.test/p>)."},
		{"dead link", `See <a href="javascript:x()">the pier</a>.`, "See [the pier](<#>)."},
		{"unclosed", "A <b>new pier.", "A new pier."},
		{"comment", "One.\n\n<!-- more -->\n\nTwo.", "One.\n\n\n\nTwo."},
		{"block", "<p>A <em>new</em> pier.</p>\n\nTwo.", "A *new* pier.\n\n\nTwo."},
		{"script", "A <script>alert(1)</script>pier.", "A pier."},
		{"picture", `A <img src="https://x.test/p.jpg" alt="pier"> here.`, "A ![pier](<https://x.test/p.jpg>) here."},
		{"break", "One<br>two", "One  \ntwo"},
		{"code", "`<b>` is a tag", "`<b>` is a tag"},
		{"not tags", "1 < 2 and <https://x.test/>", "1 < 2 and <https://x.test/>"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := read(t, "# T\n\nStart here.\n\n"+c.md).Body
			if strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(got), "Start here.")) != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestFileErrors(t *testing.T) {
	for want, data := range map[string][]byte{
		"read article ab.md: the file is empty":              []byte("\ufeff \r\n\t\n"),
		"read article ab.md: it has more than 20 MB":         bytes.Repeat([]byte("a "), maxFile/2+1),
		"read article ab.md: it holds no text; articles are": []byte("\x7fELF\x02\x01\x01\x00\x00\x00\x00"),
	} {
		_, err := File(data, Options{Name: "a\u202eb.md"})
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestFileIsWashed(t *testing.T) {
	a := read(t, "---\ntitle: \"A\x1b[2J\u202epier\"\n---\nText \x1b]0;x\a&#27;[2J \u009b2J here [\x07b](#).")
	if a.Title != "Apier" || strings.ContainsAny(a.Body, "\x1b\a\u009b") || a.Links[0].Text != "b" {
		t.Errorf("title %q, body %q, links %+v", a.Title, a.Body, a.Links)
	}
}

func TestFileIDStays(t *testing.T) {
	one, two := read(t, island), read(t, island+"\n")
	if one.ID != two.ID {
		t.Errorf("%q and %q", one.ID, two.ID)
	}
}

func FuzzFile(f *testing.F) {
	for _, s := range []string{island, "---\ntitle: [a, \"b\"]\nx: >\n  y\n- z\n", "A\nMarch 10, 2025\n\n<b>x</b> <a href=x>y", "# T\n\n![a](b \"c\")\n\nText **X**", "Related:\n- [a](b)\n\nSource: <http://x"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := File(data, Options{Key: "k", Name: "n.md"})
		if err != nil {
			return
		}
		if a.Title == "" || a.ID == "" {
			t.Errorf("title %q, id %q", a.Title, a.ID)
		}
		if !utf8.ValidString(a.Body) || a.Body != feed.WashText(a.Body) {
			t.Errorf("body not washed: %q", a.Body)
		}
		for _, l := range a.Links {
			if l.URL == "" && l.Kind != feed.LinkDead && l.Kind != feed.LinkRelated {
				t.Errorf("link without address: %+v", l)
			}
		}
	})
}

func BenchmarkFile(b *testing.B) {
	text := []byte(island + strings.Repeat("\n\nThe harbour board [said](https://x.test/) on Nov. 3 that more ships would come from the south of the country than ever.", 40))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := File(text, Options{Name: "a.md"}); err != nil {
			b.Fatal(err)
		}
	}
}

func TestInWords(t *testing.T) {
	for name, want := range map[string]string{"local-news_2025": "Local news 2025", "ärger": "Ärger", "": "", "東京": "東京", "a\x1b[2Jb": "Ab", "-": ""} {
		if got := InWords(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
