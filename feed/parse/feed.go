package parse

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"broadsheet/feed"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"
	"github.com/mmcdole/gofeed/rss"
)

// reader turns one feed into articles.
type reader struct {
	o     Options
	r     Result
	notes []itemNote // as many as items, or none
	base  *url.URL   // what addresses in the feed are relative to; nil when unknown
	site  *url.URL   // the same for the feed's own addresses
	bylines
	lang string
}

// bylines are the authors of a whole feed, for items that name none.
type bylines []string

// readFeed reads a decoded feed into r.
func readFeed(text []byte, d document, r Result, o Options) (Result, error) {
	rd := &reader{o: o, r: r, base: feed.Base(o.URL)}
	var err error
	if d.kind == kindJSONFeed {
		err = rd.json(text)
	} else {
		err = rd.xml(text, d.at)
	}
	if err != nil {
		return rd.r, fail("feed", o, err)
	}
	return rd.r, nil
}

// xml reads RSS and Atom, whose root begins near root.
func (rd *reader) xml(text []byte, root int) error {
	if clean := scrub(text); len(clean) != len(text) {
		text = clean
		root = findRoot(text).at
	}
	s, err := skim(text, root, rd.base)
	if err != nil {
		return err
	}
	if s.cutItem && len(s.items) == 0 {
		return errors.New("it ends in the middle of its first item")
	}
	if s.cut && len(s.items) == 0 && s.deep == 0 {
		return errors.New("it ends before its first item")
	}
	if s.site != nil {
		rd.site = s.site
	}
	rd.notes = s.items
	if s.item == "entry" {
		err = rd.atom(s)
	} else {
		err = rd.rss(s)
	}
	if err != nil {
		return err
	}
	if s.deep > 0 && len(rd.r.Articles) == 0 {
		return errDeep
	}
	rd.tell(s)
	return nil
}

// tell notes what was left out.
func (rd *reader) tell(s *skimmer) {
	kept := count(len(s.items), "whole item")
	switch {
	case s.flooded:
		rd.note("kept %s; the feed has more than %d elements", kept, maxTags)
	case s.cutItem && s.skipped == 0:
		rd.note("kept %s; the feed ends in the middle of the %s", kept, ordinal(len(s.items)+s.deep+1))
	case s.cut && s.skipped == 0:
		rd.note("kept %s; the feed ends before its end tag", kept)
	}
	if s.skipped > 0 {
		rd.note("kept the first %d items of %d", maxItems, maxItems+s.skipped)
	}
	if s.deep > 0 {
		rd.note("left out %s with elements nested more than %d deep", count(s.deep, "item"), maxDepth)
	}
}

func (rd *reader) note(format string, args ...any) {
	rd.r.Notes = append(rd.r.Notes, feed.WashLine(fmt.Sprintf(format, args...)))
}

// ordinal writes 1st, 2nd, 13th, 21st.
func ordinal(n int) string {
	end := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			end = "st"
		case 2:
			end = "nd"
		case 3:
			end = "rd"
		}
	}
	return fmt.Sprintf("%d%s", n, end)
}

// guard calls a part of gofeed and makes an error of a panic in it: one
// hostile feed must not end the program.
func guard(f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the feed library failed: %v", r)
		}
	}()
	return f()
}

func (rd *reader) rss(s *skimmer) error {
	var orig *rss.Feed
	var f *gofeed.Feed
	err := guard(func() (err error) {
		if orig, err = (&rss.Parser{}).Parse(s.patched()); err == nil {
			f, err = (&gofeed.DefaultRSSTranslator{DisableContentImageScan: true}).Translate(orig)
		}
		return err
	})
	if err != nil {
		return err
	}
	rd.arrange(len(f.Items))
	rd.head(f, text{s: f.Title}, orig.Links)
	stories := make([]story, len(f.Items))
	for i := range f.Items {
		it := f.Items[i]
		it.Content, it.Description = s.carried(it.Content), s.carried(it.Description)
		stories[i] = rd.rssItem(orig.Items[i], f.Items[i], rd.itemNote(i))
	}
	rd.articles(stories)
	return nil
}

func (rd *reader) atom(s *skimmer) error {
	var orig *atom.Feed
	var f *gofeed.Feed
	err := guard(func() (err error) {
		if orig, err = (&atom.Parser{}).Parse(s.patched()); err == nil {
			f, err = (&gofeed.DefaultAtomTranslator{}).Translate(orig)
		}
		return err
	})
	if err != nil {
		return err
	}
	rd.arrange(len(f.Items))
	rd.head(f, text{s: f.Title}, []string{f.Link})
	rd.bylines = people(f.Authors)
	stories := make([]story, len(f.Items))
	for i, e := range orig.Entries {
		e.Summary = s.carried(e.Summary)
		if e.Content != nil {
			e.Content.Value = s.carried(e.Content.Value)
		}
		stories[i] = rd.atomItem(orig.Entries[i], f.Items[i], rd.itemNote(i))
	}
	rd.articles(stories)
	return nil
}

// arrange puts the notes in gofeed's order: the items within the channel come
// before those beside it. Notes that do not fit are none.
func (rd *reader) arrange(items int) {
	if len(rd.notes) != items {
		rd.notes = nil
		return
	}
	var in, beside []itemNote
	for _, n := range rd.notes {
		if n.inRoot {
			beside = append(beside, n)
		} else {
			in = append(in, n)
		}
	}
	if len(in) > 0 && len(beside) > 0 {
		rd.notes = append(in, beside...)
	}
}

func (rd *reader) itemNote(i int) itemNote {
	if i < len(rd.notes) {
		return rd.notes[i]
	}
	return itemNote{}
}

// head takes what is said of the whole feed.
func (rd *reader) head(f *gofeed.Feed, title text, links []string) {
	if rd.base == nil { // a saved file: it may say where it came from
		rd.base = feed.Base(append([]string{f.FeedLink}, links...)...)
	}
	if rd.site == nil {
		rd.site = rd.base
	}
	if t := title.line(); t != "" {
		rd.r.Source.Title = t
	}
	for _, l := range append([]string{f.Link}, links...) {
		if a, kind := feed.Resolve(rd.site, l); kind != feed.LinkDead && a != "" && a[0] != '#' {
			rd.r.Source.Site = a
			break
		}
	}
	rd.r.Source.Wash()
	rd.lang = f.Language
}

// resolveBase returns the address against which relative ones can be resolved.
func (rd *reader) resolveBase(bases ...*url.URL) *url.URL {
	for _, b := range bases {
		if b != nil {
			return b
		}
	}
	return rd.base
}

// looksLikeAddress reports whether an identifier is an address.
func looksLikeAddress(s string) bool {
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}
