package parse

import (
	"strings"
	"testing"

	"broadsheet/feed"
)

const everyKey = `---
# a comment
title: "The pier: a \"short\" life"   # why
date: 2025-03-10T08:30:00Z
updated: 11 March 2025
authors:
  - Kari Nes
  - Arne Vik
source: The North Light
url: https://x.test/pier
tags: [harbours, 'old, things', ferries]
description: >
  How a pier
  fell.

lang: nn
image:
  url: /p.jpg
  alt: A pier
caption: The *pier* in May.
credit: Ann Poe
related:
  - A Ferry Sinks
  - "[Who Pays](https://x.test/pay)"
  - title: Old Ships
    url: https://x.test/ships
unknown: {a: b}
---

# The pier: a "short" life

Text [here](more).
`

func TestFrontMatter(t *testing.T) {
	a := read(t, everyKey)
	if a.Title != `The pier: a "short" life` || a.Byline != "Kari Nes and Arne Vik" || a.Paper != "The North Light" || a.URL != "https://x.test/pier" {
		t.Errorf("title %q, byline %q, paper %q, url %q", a.Title, a.Byline, a.Paper, a.URL)
	}
	if a.Section != "harbours" || a.Deck != "How a pier fell." || a.Lang != "nn" {
		t.Errorf("section %q, deck %q, lang %q", a.Section, a.Deck, a.Lang)
	}
	if want := (feed.Figure{URL: "https://x.test/p.jpg", Alt: "A pier", Caption: "The pier in May.", Credit: "Ann Poe"}); a.Figure != want {
		t.Errorf("figure %+v", a.Figure)
	}
	if a.Published.Format("2006-01-02 15:04") != "2025-03-10 08:30" || !a.Updated.Equal(day(2025, 3, 11)) {
		t.Errorf("published %v, updated %v", a.Published, a.Updated)
	}
	if a.Body != "Text [here](<https://x.test/more>)." {
		t.Errorf("body %q", a.Body)
	}
	want := []feed.Link{
		{Text: "here", URL: "https://x.test/more", Kind: feed.LinkPage},
		{Text: "A Ferry Sinks", Kind: feed.LinkRelated},
		{Text: "Who Pays", URL: "https://x.test/pay", Kind: feed.LinkRelated},
		{Text: "Old Ships", URL: "https://x.test/ships", Kind: feed.LinkRelated},
	}
	if len(a.Links) != len(want) {
		t.Fatalf("links %+v", a.Links)
	}
	for i, l := range a.Links {
		if l.Text != want[i].Text || l.URL != want[i].URL || l.Kind != want[i].Kind {
			t.Errorf("link %+v, want %+v", l, want[i])
		}
	}
}

func TestFrontMatterDamaged(t *testing.T) {
	cases := []struct{ name, text, title, body string }{
		{"never closed", "---\ntitle: Pier\nauthor: Ann\n\nThe text is here, all of it.", "Pier", "The text is here, all of it."},
		{"a line that is none", "---\ntitle: Pier\n@@@ what\n---\nText.", "Pier", "@@@ what\n\nText."},
		{"only a rule", "---\n\nText is here.\n\n---\n\nMore.", "Some file name", "---\n\nText is here.\n\n---\n\nMore."},
		{"dots", "---\ntitle: Pier\n...\nText.", "Pier", "Text."},
		{"list over lines", "---\ntitle: Pier\ntags: [a,\n  b]\n---\nText.", "Pier", "Text."},
		{"open list", "---\ntitle: Pier\ntags: [a,\n---\nText.", "Pier", "Text."},
		{"literal block", "---\ntitle: |\n  Pier\n  falls\n---\nText.", "Pier falls", "Text."},
		{"continued", "---\ntitle: Pier\n  falls\n---\nText.", "Pier falls", "Text."},
		{"no title", "---\nauthor: Ann\n---\n# Pier\n\nText.", "Pier", "Text."},
		{"empty value", "---\ntitle:\n---\n# Pier\n\nText.", "Pier", "Text."},
		{"colon in text", "---\n\nNote: this is text.", "Some file name", "---\n\nNote: this is text."},
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

func TestFrontMatterIsBounded(t *testing.T) {
	var b strings.Builder
	b.WriteString("---\ntitle: Pier\nrelated:\n")
	for range 5_000 {
		b.WriteString("  - A title\n")
	}
	b.WriteString("---\nText.")
	if a := read(t, b.String()); a.Title != "Pier" || len(a.Links) > maxFrontItems || !strings.HasSuffix(a.Body, "Text.") {
		t.Errorf("title %q, %d links", a.Title, len(a.Links))
	}
}
