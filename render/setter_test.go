package render

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"broadsheet/feed"
	"broadsheet/render/theme"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// long is an article that is set in several parts.
func long() feed.Article {
	var b strings.Builder
	for i := range 90 {
		fmt.Fprintf(&b, "## Part %d\n\n%s\n\n> A quote with a [link](https://a.example/%d).\n\n", i, strings.Repeat("The ferry leaves at noon from the northern quay. ", 12), i)
		fmt.Fprintf(&b, "- one[^%d]\n- two\n\n| a | b |\n|---|---|\n| 1 | [x](https://b.example/%d) |\n\n", i, i%7)
		fmt.Fprintf(&b, "[^%d]: Note %d.\n\n", i, i)
	}
	return feed.Article{Title: "Long", Deck: "A deck", Byline: "A. Writer", Paper: "Paper", Body: b.String(), Words: 9000}
}

// differ tells where two pages differ, "" when they do not.
func differ(a, b *Page) string {
	if reflect.DeepEqual(a, b) { // cmp takes its time
		return ""
	}
	return cmp.Diff(a, b, cmpopts.IgnoreUnexported(Page{}), cmp.AllowUnexported(Run{}))
}

// deep copies all of a page that a setter could still change.
func deep(p *Page) *Page {
	c := *p
	c.Lines = nil
	for _, l := range p.Lines {
		c.Lines = append(c.Lines, slices.Clone(l))
	}
	c.Spans, c.Blocks, c.Notes = slices.Clone(p.Spans), slices.Clone(p.Blocks), slices.Clone(p.Notes)
	c.Places, c.Anchors = slices.Clone(p.Places), maps.Clone(p.Anchors)
	return &c
}

func TestPartsMakeTheSamePage(t *testing.T) {
	c := NewCopy(long())
	for _, w := range []int{20, 58, 72} {
		o := Options{Measure: w, Clock: Clock{noon}}
		var pages, copies []*Page
		err := c.Set(context.Background(), o, func(p *Page) bool {
			pages, copies = append(pages, p), append(copies, deep(p))
			return true
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(pages) < 2 {
			t.Fatalf("measure %d: set in %d parts only", w, len(pages))
		}
		last := pages[len(pages)-1]
		for i, p := range pages {
			if d := differ(copies[i], p); d != "" {
				t.Errorf("measure %d: part %d was changed after it was handed out:\n%s", w, i, d)
			}
			if p.Done != (i == len(pages)-1) {
				t.Errorf("measure %d: part %d: Done is %t", w, i, p.Done)
			}
			if n := len(p.Lines); !reflect.DeepEqual(p.Lines[:n-1], last.Lines[:n-1]) {
				t.Errorf("measure %d: part %d is not the beginning of the whole", w, i)
			}
		}
		if d := differ(NewCopy(long()).Page(o), last); d != "" {
			t.Errorf("measure %d: set again it is another page:\n%s", w, d)
		}
	}
}

// TestEndMarkLeavesEarlierPages has nothing to show after the first part, so
// that the end mark stands on a line already handed out.
func TestEndMarkLeavesEarlierPages(t *testing.T) {
	c := NewCopy(feed.Article{Title: "T", Body: strings.Repeat("Some words of it. ", firstPart/18+20) + "\n\n<!-- nothing -->\n"})
	var pages []*Page
	var ends []string
	_ = c.Set(context.Background(), Options{Measure: 60}, func(p *Page) bool {
		pages = append(pages, p)
		ends = append(ends, p.Lines[len(p.Lines)-1].Text())
		return true
	})
	if len(pages) != 2 || !strings.HasSuffix(ends[1], " ■") {
		t.Fatalf("%d parts, ending %q", len(pages), ends)
	}
	if got := pages[0].Lines[len(pages[0].Lines)-1].Text(); got != ends[0] {
		t.Errorf("the first part ended %q and now %q", ends[0], got)
	}
}

func TestSettingStops(t *testing.T) {
	c := NewCopy(long())
	ctx, cancel := context.WithCancel(context.Background())
	parts := 0
	err := c.Set(ctx, Options{Measure: 60}, func(p *Page) bool {
		parts++
		cancel()
		return true
	})
	if !errors.Is(err, context.Canceled) || parts != 1 {
		t.Errorf("cancelled after %d parts with %v, want one part and context.Canceled", parts, err)
	}
	parts = 0
	err = c.Set(context.Background(), Options{Measure: 60}, func(p *Page) bool {
		parts++
		return false
	})
	if err != nil || parts != 1 {
		t.Errorf("stopped after %d parts with %v, want one part and no error", parts, err)
	}
	if p := c.Page(Options{Measure: 60}); !p.Done {
		t.Error("after a setting that was stopped the next one is not whole")
	}
}

// TestReadersAndSetters is for the race detector: pages are painted, searched
// and measured while the setter goes on, and two settings run at once.
func TestReadersAndSetters(t *testing.T) {
	c := NewCopy(long())
	th := theme.New("night", theme.Rich)
	done := make(chan struct{})
	for g := range 2 {
		pages := make(chan *Page)
		go func() {
			defer close(pages)
			_ = c.Set(context.Background(), Options{Measure: 50 + 10*g}, func(p *Page) bool {
				pages <- p
				return true
			})
		}()
		go func() {
			for p := range pages {
				m := noMarks()
				m.Matches = p.Find(feed.ParseQuery("ferry"))
				for top := 0; top < len(p.Lines); top += 40 {
					p.Paint(th, top, 40, 70, m)
					p.LineOf(p.Spot(top))
					p.PlacesIn(top, 40)
				}
			}
			done <- struct{}{}
		}()
	}
	<-done
	<-done
}
