package desk

import (
	"fmt"

	"broadsheet/feed"
	"broadsheet/feed/extract"
	"broadsheet/feed/library"
	"broadsheet/feed/markup"
)

const (
	setBatch = 128 // bodies set between two looks at what is wanted
	tellSet  = 8   // batches between two notices that more can be found
)

// setBodies has the bodies that wait turned into Markdown and indexed, in the
// background. It returns at once; only one such round goes on at a time.
func (d *Desk) setBodies() {
	d.setting.Lock()
	defer d.setting.Unlock()
	if d.setting.busy {
		d.setting.again = true
		return
	}
	d.setting.busy = true
	d.work("set the articles", func() {
		done := false
		defer func() {
			if !done { // it broke: the next round must not wait for it
				d.setting.Lock()
				defer d.setting.Unlock()
				d.setting.busy = false
			}
		}()
		for d.setRound() {
		}
		done = true
	})
}

// setRound sets all that waits and reports whether more came meanwhile.
func (d *Desk) setRound() bool {
	changed, settled := false, 0
	for n := 1; d.ctx.Err() == nil; n++ {
		drafts := d.library.Drafts(setBatch)
		if len(drafts) == 0 {
			break
		}
		d.set(drafts)
		changed = true
		if have := d.related.Len(); have > 2*settled { // so the work for all rounds stays within twice that of the last
			d.related.Settle()
			settled = have
		}
		if n%tellSet == 0 {
			d.news.arrive()
		}
	}
	d.related.Settle()
	d.forgetBeside()
	if changed {
		d.news.arrive() // lengths, decks, and whatever is found in the bodies
	}
	d.setting.Lock()
	defer d.setting.Unlock()
	more := d.setting.again && d.ctx.Err() == nil
	d.setting.again = false
	d.setting.busy = more
	return more
}

// set turns bodies into Markdown and makes them known to both indexes.
func (d *Desk) set(drafts []library.Draft) {
	for i := range drafts {
		if err := setDraft(&drafts[i]); err != nil {
			d.news.trouble(err.Error())
		}
	}
	d.library.Set(drafts)
	for i := range drafts {
		a := &drafts[i].Article
		d.related.Put(a.ID, a.Paper, a.Title, a.Deck+"\n"+drafts[i].Text)
		if _, held := d.library.Row(a.ID); !held { // dropped while it was set
			d.related.Remove(a.ID)
		}
	}
}

// setDraft sets one body. What cannot be set without breaking the program is
// left with its deck alone, so that the others are set all the same.
func setDraft(draft *library.Draft) (err error) {
	a := &draft.Article
	defer func() {
		if p := recover(); p != nil {
			a.Body, a.Form = feed.Shorten(a.Deck, 2000), feed.Markdown
			draft.Text, draft.Cites = a.Body, nil
			err = fmt.Errorf("set article %s: this program failed (%v); o opens the original, please report it", a.Title, p)
		}
	}()
	extract.Set(a)
	doc := markup.Parse(a.Body)
	draft.Text = doc.Plain()
	for _, l := range doc.Numbered() {
		draft.Cites = append(draft.Cites, l.URL)
	}
	return nil
}
