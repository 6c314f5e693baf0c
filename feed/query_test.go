package feed

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Hello": "hello", "hello": "hello", "ÉCOLE": "ecole", "e\u0301": "e", "Øresund": "oresund", "Ǿ": "o", "Łódź": "lodz", "İstanbul": "istanbul", "ıI": "ii",
		"Straße": "strasse", "Æsop": "aesop", "Ǽ": "ae", "œuvre": "oeuvre", "ﬁ": "fi", "“a’b”": `"a'b"`, "«a»": `"a"`, "a\u00a0b": "a b", "ＡＢ": "ab",
		"한국": "한국", "東京": "東京", "Ελλάδα": "ελλαδα", "Й": "и", "ŉ": "'n", "Þór": "thor", "K": "k",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q): got %q, want %q", in, got, want)
		}
	}
}

func TestFoldWithPlaces(t *testing.T) {
	folded, at := fold("aÆe\u0301z", true)
	if folded != "aaeez" || !reflect.DeepEqual(at, []int{0, 1, 1, 3, 6, 7}) {
		t.Errorf("got %q, %v", folded, at)
	}
}

func TestParseQuery(t *testing.T) {
	cases := []struct {
		in   string
		want []Term
	}{
		{"", nil},
		{"  ", nil},
		{"Talks Riyadh", []Term{{Text: "talks"}, {Text: "riyadh"}}},
		{`"Peace  talks" x`, []Term{{Text: "peace talks", Phrase: true}, {Text: "x"}}},
		{`“Peace talks”`, []Term{{Text: "peace talks", Phrase: true}}},
		{`"peace tal`, []Term{{Text: "peace tal", Phrase: true}}},
		{`-sport -"ice hockey"`, []Term{{Text: "sport", Not: true}, {Text: "ice hockey", Phrase: true, Not: true}}},
		{"- -- \" \"\" ! -!", nil},
		{"(talks),", []Term{{Text: "talks"}}},
		{"tit-for-tat", []Term{{Text: "tit-for-tat"}}},
		{"don’t", []Term{{Text: "don't"}}},
		{"a\x1b[31mb", []Term{{Text: "ab"}}},
	}
	for _, c := range cases {
		if got := ParseQuery(c.in); !reflect.DeepEqual(got.Terms, c.want) {
			t.Errorf("%q: got %+v, want %+v", c.in, got.Terms, c.want)
		}
	}
}

func TestMatch(t *testing.T) {
	cases := []struct {
		query, text string
		want        bool
	}{
		{"", "anything", true},
		{"talk", "Peace talks in Riyadh", true},
		{"alks", "Peace talks in Riyadh", false},
		{"riyadh peace", "Peace talks in Riyadh", true},
		{"riyadh war", "Peace talks in Riyadh", false},
		{`"peace talks"`, "Peace talks in Riyadh", true},
		{`"talks peace"`, "Peace talks in Riyadh", false},
		{"talks -sport", "Peace talks", true},
		{"talks -sport", "Talks on sport", false},
		{"-sport", "transport", true},
		{"ecole", "L’École", true},
		{"école", "ecole", true},
		{"京", "東京都", true},
		{"เทศ", "ประเทศไทย", true},
		{"เมือง", "ในเมืองหลวง", true},
		{"ລາວ", "ປະເທດລາວ", true},
		{"7", "2027", false},
		{"oresund", "Øresund", true},
	}
	for _, c := range cases {
		if got := ParseQuery(c.query).Match(Fold(c.text)); got != c.want {
			t.Errorf("%q in %q: got %v", c.query, c.text, got)
		}
	}
}

func TestHits(t *testing.T) {
	cases := []struct {
		query, text string
		want        []string
	}{
		{"talk", "Talks on talks", []string{"Talk", "talk"}},
		{"tal talks", "Talks", []string{"Talks"}},
		{`"peace talks"`, "The Peace talks", []string{"Peace talks"}},
		{"ecole", "L’École e\u0301cole", []string{"École", "e\u0301cole"}},
		{"a", "Æsop", []string{"Æ"}},
		{"strass", "Straße", []string{"Straß"}},
		{"stras", "Straße", []string{"Straß"}},
		{"-talks peace", "peace talks", []string{"peace"}},
		{"京", "東京", []string{"京"}},
		{"", "peace", nil},
		{"war", "peace", nil},
		{"peace", "", nil},
	}
	for _, c := range cases {
		var got []string
		for _, h := range ParseQuery(c.query).Hits(c.text) {
			got = append(got, c.text[h.Start:h.End])
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q in %q: got %q, want %q", c.query, c.text, got, c.want)
		}
	}
}

func TestCountWords(t *testing.T) {
	cases := []struct {
		text string
		want int
	}{
		{"", 0}, {"One two three.", 3}, {"tit-for-tat isn’t", 2}, {"1,200.5 tons", 2}, {"— · —", 0}, {strings.Repeat("東", 500), 230}, {"東", 1},
		{"AI東京", 2}, {"한국 사람", 2}, {"e\u0301cole", 1}, {"end.Start", 2}, {"3, 4", 2},
	}
	for _, c := range cases {
		if got := CountWords(c.text); got != c.want {
			t.Errorf("%.20q: got %d, want %d", c.text, got, c.want)
		}
	}
	for words, want := range map[int]int{0: 0, 1: 1, 230: 1, 231: 2} {
		if got := (&Article{Words: words}).Minutes(); got != want {
			t.Errorf("%d words: %d minutes, want %d", words, got, want)
		}
	}
}

func FuzzQuery(f *testing.F) {
	for _, s := range [][2]string{{"talk", "Talks"}, {`"a b" -c`, "A b"}, {"ss", "Straße"}, {"ae", "Æ æ"}, {"京 a", "東京 Ábc"}, {"½", "½ 1⁄2"}, {"é", "e\u0301"}, {"i", "İ"}} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, query, text string) {
		q := ParseQuery(query)
		for _, term := range q.Terms {
			if term.Text != Fold(term.Text) || term.Text == "" {
				t.Errorf("term %q of %q is not folded", term.Text, query)
			}
		}
		text = WashText(text)
		hits := q.Hits(text)
		last := 0
		for _, h := range hits {
			if h.Start < last || h.End <= h.Start || h.End > len(text) || !utf8.RuneStart(text[h.Start]) || h.End < len(text) && !utf8.RuneStart(text[h.End]) {
				t.Fatalf("hits %v in %q", hits, text)
			}
			last = h.End
		}
		folded := Fold(text)
		for _, term := range q.Terms { // a single term: found means marked
			if term.Not {
				continue
			}
			one := Query{Terms: []Term{term}}
			if one.Match(folded) != (len(one.Hits(text)) > 0) {
				t.Errorf("%q in %q: match %v, hits %v", term.Text, text, one.Match(folded), one.Hits(text))
			}
		}
		if mapped, at := fold(text, true); mapped != folded || len(at) != len(folded)+1 || Fold(folded) != folded {
			t.Errorf("folds of %q: %q, %q, %q", text, folded, mapped, Fold(folded))
		}
	})
}
