package desk

import (
	"context"
	"strings"
	"testing"
)

// Two items of a link blog are about one page. A link to it means the page.
func TestALinkToOnesOwnAddressMeansThePage(t *testing.T) {
	const blog = `<rss version="2.0"><channel><title>Links</title>
<item><guid>1</guid><title>Thanks to the makers</title><link>https://makers.example/app</link><description>&lt;p&gt;Our &lt;a href="https://makers.example/app"&gt;sponsor&lt;/a&gt; and &lt;a href="https://gazette.example/pier"&gt;the pier&lt;/a&gt;.&lt;/p&gt;</description></item>
<item><guid>2</guid><title>A word from the makers</title><link>https://makers.example/app</link><description>&lt;p&gt;Try it.&lt;/p&gt;</description></item>
<item><guid>3</guid><title>The pier</title><link>https://gazette.example/pier</link><description>&lt;p&gt;It stands.&lt;/p&gt;</description></item>
</channel></rss>`
	d, _ := open(t, Options{Sources: []string{"-"}, Stdin: strings.NewReader(blog)})
	b, err := d.Beside(context.Background(), id(t, d, "Thanks to the makers"))
	if err != nil {
		t.Fatal(err)
	}
	if len(b.References) != 3 {
		t.Fatalf("references %+v", b.References)
	}
	if own := b.References[1]; own.Held != "" || own.Title != "" {
		t.Errorf("the article's own address leads to %q", own.Title)
	}
	if other := b.References[2]; other.Title != "The pier" {
		t.Errorf("the other address leads to %q, want the held article", other.Title)
	}
}
