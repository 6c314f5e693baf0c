package seeds_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"broadsheet/feed"
	"broadsheet/feed/markup"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

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
