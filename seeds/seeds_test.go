package seeds_test

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"broadsheet/feed"
	"broadsheet/feed/markup"
	"broadsheet/feed/parse"
	"broadsheet/seeds"
)

// edition is every bundled article, by file name.
type edition map[string]feed.Article

func load(t *testing.T) edition {
	t.Helper()
	names, err := fs.Glob(seeds.Files(), "*")
	if err != nil {
		t.Fatal(err)
	}
	all := edition{}
	for _, name := range names {
		a, err := parse.File([]byte(raw(t, name)), parse.Options{Key: "seeds", Name: name, Now: time.Unix(1795000000, 0)})
		if err != nil {
			t.Errorf("parse %s: %v", name, err)
			continue
		}
		all[name] = a
	}
	return all
}

func raw(t *testing.T, name string) string {
	t.Helper()
	data, err := fs.ReadFile(seeds.Files(), name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func (e edition) titled(title string) (string, bool) {
	for name, a := range e {
		if a.Title == title {
			return name, true
		}
	}
	return "", false
}

func (e edition) at(address string) (string, bool) {
	for name, a := range e {
		if address != "" && feed.Canonical(a.URL) == feed.Canonical(address) {
			return name, true
		}
	}
	return "", false
}

func TestEveryFileIsAnArticle(t *testing.T) {
	all := load(t)
	if len(all) < 16 {
		t.Errorf("%d articles, want at least 16", len(all))
	}
	ids, addresses, fronts := map[feed.ID]string{}, map[string]string{}, 0
	papers := map[string]string{} // host → the paper's name
	oldest := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	newest := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	for name, a := range all {
		if a.Title == "" || strings.ContainsAny(a.Title, "#*[]") {
			t.Errorf("%s: headline %q", name, a.Title)
		}
		if !a.Published.After(oldest) || !a.Published.Before(newest) {
			t.Errorf("%s: published %v", name, a.Published)
		}
		if !strings.HasSuffix(feed.Host(a.URL), ".example") {
			t.Errorf("%s: address %q is not on an .example host", name, a.URL)
		}
		if len(markup.Plain(a.Body)) < 200 {
			t.Errorf("%s: a body of %d bytes", name, len(a.Body))
		}
		if other, twice := ids[a.ID]; twice {
			t.Errorf("%s has the same id as %s", name, other)
		}
		if other, twice := addresses[a.URL]; twice {
			t.Errorf("%s has the same address as %s", name, other)
		}
		ids[a.ID], addresses[a.URL] = name, name
		papers[feed.Host(a.URL)] += a.Paper
		if strings.HasPrefix(raw(t, name), "---\n") {
			fronts++
			if a.Deck == "" || a.Byline == "" || a.Section == "" || a.Paper == "" {
				t.Errorf("%s: deck %q, byline %q, section %q, paper %q", name, a.Deck, a.Byline, a.Section, a.Paper)
			}
		}
	}
	for host, paper := range papers {
		if paper == "" {
			t.Errorf("no article of %s gives the paper's name", host)
		}
	}
	if len(papers) < 5 {
		t.Errorf("%d papers, want at least 5", len(papers))
	}
	if share := float64(fronts) / float64(len(all)); share < 0.25 || share > 0.45 {
		t.Errorf("%d of %d files have front matter, want about a third", fronts, len(all))
	}
}

func TestNoFurnitureIsLeftInTheBody(t *testing.T) {
	furniture := regexp.MustCompile(`(?m)(?i:original url|related article:)|^By \p{Lu}|^---$|^(title|deck|author): |^# `)
	for name, a := range load(t) {
		if found := furniture.FindString(a.Body); found != "" {
			t.Errorf("%s: %q is left in the body", name, found)
		}
		if c := a.Figure.Caption; c != "" && strings.Contains(a.Body, c) {
			t.Errorf("%s: the caption %q is left in the body", name, c)
		}
		if strings.HasPrefix(a.Body, a.Title) {
			t.Errorf("%s: the headline is left in the body", name)
		}
	}
}

// Every file in the sample's form has a caption with a credit but the two
// shortest, which stand without a picture.
func TestCaptionsHaveCredits(t *testing.T) {
	bare := 0
	for name, a := range load(t) {
		if strings.HasPrefix(raw(t, name), "---\n") {
			continue
		}
		if a.Figure.Caption == "" || a.Figure.Credit == "" || strings.Contains(a.Figure.Caption, a.Figure.Credit) {
			t.Logf("%s: caption %q, credit %q", name, a.Figure.Caption, a.Figure.Credit)
			bare++
		}
	}
	if bare != 2 {
		t.Errorf("%d articles without caption and credit, want 2", bare)
	}
}

var relatedLine = regexp.MustCompile(`(?m)^\*\*Related article:\*\* \[([^]]+)\]\(([^)]+)\)$`)

func TestRelatedArticlesExist(t *testing.T) {
	all := load(t)
	byTitle, byAddress := 0, 0
	for name, a := range all {
		for _, m := range relatedLine.FindAllStringSubmatch(raw(t, name), -1) {
			title, address := m[1], m[2]
			found, ok := all.titled(title)
			if !ok || found == name {
				t.Errorf("%s names %q, which is no other headline", name, title)
			}
			if address == "#" {
				address = ""
				byTitle++
			} else {
				byAddress++
				if at, ok := all.at(address); !ok || at != found {
					t.Errorf("%s gives %s for %q; there is %q", name, address, title, at)
				}
			}
			if !slices.ContainsFunc(a.Links, func(l feed.Link) bool {
				return l.Kind == feed.LinkRelated && l.Text == title && l.URL == address
			}) {
				t.Errorf("%s: parsing lost the related article %q", name, title)
			}
		}
	}
	if byTitle < 5 || byAddress < 5 {
		t.Errorf("%d related articles by headline and %d by address, want 5 of each", byTitle, byAddress)
	}
}

// neighbours returns which articles each article names or links to, in both
// directions.
func neighbours(all edition) map[string]map[string]bool {
	near := map[string]map[string]bool{}
	join := func(from, to string, ok bool) {
		if !ok || from == to {
			return
		}
		for _, p := range [][2]string{{from, to}, {to, from}} {
			if near[p[0]] == nil {
				near[p[0]] = map[string]bool{}
			}
			near[p[0]][p[1]] = true
		}
	}
	for name, a := range all {
		for _, l := range a.Links {
			to, ok := all.at(l.URL)
			join(name, to, ok)
			if l.Kind == feed.LinkRelated {
				to, ok = all.titled(l.Text)
				join(name, to, ok)
			}
		}
		for _, l := range markup.Links(a.Body) {
			to, ok := all.at(l.URL)
			join(name, to, ok)
		}
	}
	return near
}

func TestStoryLinesHoldTogether(t *testing.T) {
	all := load(t)
	near := neighbours(all)
	if len(near) < 14 {
		t.Errorf("%d articles are connected, want at least 14", len(near))
	}
	lines := map[string]struct {
		source string // what some of them cite
		citing int
		files  []string
	}{
		"the harbour mark": {"https://levels-office.example/reports/havrin-2026", 4,
			[]string{"001_harbour-mark.txt", "002_tamsin-orrell.md", "003_wall-that-moved.md", "004_one-line-on-a-map.md", "005_tide-tables.txt", "019_marsa-al-nakhil.md"}},
		"the halt": {"https://passengers-council.example/notes/stennick", 3,
			[]string{"006_the-halt-the-timetable-forgot.md", "007_not-on-a-journey.txt", "008_what-a-station-needs.md", "009_stennick-back.txt", "015_black-oat-loaf.md"}},
		"the bell": {"https://lissen-sound.example/survey", 4,
			[]string{"010_bell-buoy-vote.txt", "011_bell-in-fog.md", "012_bells-for-the-sea.md", "013_bell-stays.txt", "014_eleven-signs.md", "018_muteki.md"}},
	}
	for line, l := range lines {
		reached := map[string]bool{}
		var walk func(string)
		walk = func(name string) {
			if reached[name] || !slices.Contains(l.files, name) {
				return
			}
			reached[name] = true
			for to := range near[name] {
				walk(to)
			}
		}
		walk(l.files[0])
		citing := 0
		for _, name := range l.files {
			if !reached[name] {
				t.Errorf("%s: nothing leads from %s to %s", line, l.files[0], name)
			}
			if strings.Contains(all[name].Body, "("+l.source+")") {
				citing++
			}
		}
		if citing != l.citing {
			t.Errorf("%s: %d articles cite %s, want %d", line, citing, l.source, l.citing)
		}
	}
}

// Every address on a paper's own host leads to an article that is here, or is a
// picture: a new reader never follows a link between bundled articles in vain.
func TestLinksBetweenPapersAreHeld(t *testing.T) {
	all := load(t)
	hosts := map[string]bool{}
	for _, a := range all {
		hosts[feed.Host(a.URL)] = true
	}
	address := regexp.MustCompile(`https?://[^\s)>]+`)
	for name := range all {
		for _, u := range address.FindAllString(raw(t, name), -1) {
			if !strings.HasSuffix(feed.Host(u), ".example") {
				t.Errorf("%s: %s is not on an .example host", name, u)
			}
			if _, held := all.at(u); hosts[feed.Host(u)] && !held && path.Ext(u) != ".jpg" {
				t.Errorf("%s: %s is no bundled article", name, u)
			}
		}
	}
}
