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

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
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
	papers := map[string]bool{}
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
		ids[a.ID], addresses[a.URL], papers[feed.Host(a.URL)] = name, name, true
		if strings.HasPrefix(raw(t, name), "---\n") {
			fronts++
			if a.Deck == "" || a.Byline == "" || a.Section == "" || a.Paper == "" {
				t.Errorf("%s: deck %q, byline %q, section %q, paper %q", name, a.Deck, a.Byline, a.Section, a.Paper)
			}
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
		source string // what at least two of them cite
		files  []string
	}{
		"the harbour mark": {"https://levels-office.example/reports/havrin-2026",
			[]string{"001_harbour-mark.txt", "002_tamsin-orrell.md", "003_wall-that-moved.md", "004_one-line-on-a-map.md", "005_tide-tables.txt", "019_marsa-al-nakhil.md"}},
		"the halt": {"https://passengers-council.example/notes/stennick",
			[]string{"006_the-halt-the-timetable-forgot.md", "007_not-on-a-journey.txt", "008_what-a-station-needs.md", "009_stennick-back.txt", "015_black-oat-loaf.md"}},
		"the bell": {"https://lissen-sound.example/survey",
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
		if citing < 2 {
			t.Errorf("%s: %d articles cite %s, want at least 2", line, citing, l.source)
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

func TestWhatThePagesShow(t *testing.T) {
	kinds := map[string]int{}
	count := func(what string, yes bool) {
		if yes {
			kinds[what]++
		}
	}
	for name, a := range load(t) {
		d := markup.Parse(a.Body)
		_ = ast.Walk(d.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if !entering {
				return ast.WalkContinue, nil
			}
			count(n.Kind().String(), true)
			switch n := n.(type) {
			case *ast.FencedCodeBlock:
				count("code with a language", len(n.Language(d.Source)) > 0)
			case *ast.Emphasis:
				count("strong", n.Level == 2)
			case *east.TableCell:
				count("cells set right", n.Alignment == east.AlignRight)
			case *ast.List:
				count("list three deep", n.Parent() != nil && depth(n) >= 3)
			case *ast.Blockquote:
				count("nested quote", n.Parent().Kind() == ast.KindBlockquote)
				count("quote with a name", strings.Contains(d.Text(n), "— "))
			}
			return ast.WalkContinue, nil
		})
		dead := map[string]int{}
		for _, l := range markup.Links(a.Body) {
			count("same address twice", l.Kind == feed.LinkPage && l.Places > 1)
			count("mail", l.Kind == feed.LinkMail)
			count("document", l.Kind == feed.LinkMedia)
			if l.Kind == feed.LinkDead {
				count("dead link", true)
				count("dead link with a speaker", l.Speaker != "")
				dead[l.Text]++
				count("same dead words twice", dead[l.Text] == 2)
			}
		}
		count("picture at the head", a.Figure.URL != "" && a.Figure.Alt != "")
		count("emoji sequence", strings.Contains(a.Body, "🐦\u200d⬛"))
		count("marks under and over", strings.Contains(a.Body, "ø\u0331\u0303"))
		count("paragraph torn in two", torn.MatchString(raw(t, name)))
		count("brief", a.Words > 0 && a.Words <= 75 || a.Words == 0 && len(strings.Fields(markup.Plain(a.Body))) <= 75)
	}
	for what, least := range map[string]int{
		"Table": 1, "cells set right": 20, "code with a language": 3, "list three deep": 1, "TaskCheckBox": 8,
		"Blockquote": 8, "nested quote": 1, "quote with a name": 8, "FootnoteLink": 3, "DefinitionList": 1,
		"Strikethrough": 2, "Emphasis": 10, "strong": 5, "Heading": 10, "ThematicBreak": 2, "CodeSpan": 10,
		"same address twice": 3, "mail": 1, "document": 1, "dead link": 30, "dead link with a speaker": 20,
		"same dead words twice": 5, "picture at the head": 2, "emoji sequence": 1, "marks under and over": 1,
		"paragraph torn in two": 1, "brief": 1,
	} {
		if kinds[what] < least {
			t.Errorf("%s: %d, want at least %d", what, kinds[what], least)
		}
	}
}

var torn = regexp.MustCompile(`\p{L},?\n\n\p{Ll}`)

// depth counts the lists that a list stands in, itself included.
func depth(n ast.Node) int {
	k := 0
	for ; n != nil; n = n.Parent() {
		if n.Kind() == ast.KindList {
			k++
		}
	}
	return k
}

func TestTornParagraphIsWhole(t *testing.T) {
	const whole = "“a pedestrian, at rest, in the vicinity of a railway”"
	if a := load(t)["007_not-on-a-journey.txt"]; !strings.Contains(markup.Plain(a.Body), whole) {
		t.Errorf("the torn paragraph is not rejoined: no %s in %q", whole, a.Body)
	}
}

func TestOtherScripts(t *testing.T) {
	all := load(t)
	japanese, arabic := all["018_muteki.md"], all["019_marsa-al-nakhil.md"]
	chars := 0
	for _, r := range markup.Plain(japanese.Body) {
		if feed.IsCJK(r) {
			chars++
		}
	}
	if japanese.Lang != "ja" || chars < 600 {
		t.Errorf("Japanese: lang %q, %d characters, want at least 600", japanese.Lang, chars)
	}
	if words := len(strings.Fields(markup.Plain(arabic.Body))); arabic.Lang != "ar" || words < 250 {
		t.Errorf("Arabic: lang %q, %d words, want at least 250", arabic.Lang, words)
	}
}

// The feature tells what a reader will see on the other pages. It has to be
// true.
func TestTheFeatureIsTrue(t *testing.T) {
	const own = "020_how-to-read-a-page.md"
	all := load(t)
	feature := all[own]
	if words := len(strings.Fields(markup.Plain(feature.Body))); words < 2800 || words > 3500 {
		t.Errorf("%d words, want 2,800 to 3,500", words)
	}
	for query, want := range map[string][]string{
		"ferry -bell":    {"001_harbour-mark.txt", "002_tamsin-orrell.md"},
		`"a hand short"`: {"005_tide-tables.txt", "017_letters.md", own},
	} {
		if !strings.Contains(feature.Body, "`"+query+"`") {
			t.Errorf("the feature no longer tells to type %s", query)
		}
		var got []string
		for name, a := range all {
			text := strings.Join([]string{a.Title, a.Deck, markup.Plain(a.Body), a.Byline, a.Paper}, "\n")
			if feed.ParseQuery(query).Match(feed.Fold(text)) {
				got = append(got, name)
			}
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("%s finds %v, want %v", query, got, want)
		}
	}
	halt := markup.Links(all["006_the-halt-the-timetable-forgot.md"].Body)
	if len(halt) != 1 || halt[0].Places != 2 {
		t.Errorf("the halt's links are %v, want one in two places", halt)
	}
	first := markup.Links(all["001_harbour-mark.txt"].Body)[0]
	if first.Text != "said" || first.Kind != feed.LinkDead {
		t.Errorf("the first link of the harbour mark is %+v, want a dead one on said", first)
	}
	for name, a := range all {
		if a.Dated().After(feature.Dated()) {
			t.Errorf("%s is newer than the feature, which a new reader is to see first", name)
		}
	}
}
