package related

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"broadsheet/feed"

	"github.com/google/go-cmp/cmp"
)

// paper is a small library: two stories, and pieces that belong to neither.
func paper() *Index {
	x := New()
	for _, a := range []struct{ id, title, text string }{
		{"talks", "Envoys Meet in Riyadh", "Envoys met in Riyadh on Monday to speak of a ceasefire. Witkoff, the envoy, left Riyadh without a word. The ceasefire was to last 30 days."},
		{"after", "No Word After the Talks", "After the meeting in Riyadh a ceasefire seems nearer, diplomats believe. Witkoff flew home; the ceasefire is on paper in 30 pages."},
		{"ferry", "Ferry Returns", "The harbour ferry returned after its refit. Passengers queued at the pier before sunrise, and the captain sounded the horn."},
		{"pier", "The Old Pier", "Repairs at the old pier end soon, the harbour office wrote. The ferry and its passengers had waited for two winters."},
		{"bread", "How to Bake Rye", "Rye needs a sour dough, patience and a hot oven. Bake it dark, cut it cold."},
	} {
		x.Put(feed.ID(a.id), "", a.title, a.text)
	}
	x.Settle()
	return x
}

func TestNear(t *testing.T) {
	x := paper()
	for _, c := range []struct{ id, near, shared string }{
		{"talks", "after", "Riyadh ceasefire Witkoff"}, {"after", "talks", "Riyadh ceasefire Witkoff"},
		{"ferry", "pier", "harbour ferry passengers"}, {"pier", "ferry", "harbour ferry Passengers"},
	} {
		got := x.Near(feed.ID(c.id), 5)
		if len(got) != 1 || string(got[0].ID) != c.near {
			t.Errorf("near %s: %+v, want only %s", c.id, got, c.near)
			continue
		}
		if got[0].Score <= 0 || got[0].Score > 1 {
			t.Errorf("near %s: score %v", c.id, got[0].Score)
		}
		var folded []string
		for _, w := range got[0].Shared {
			folded = append(folded, feed.Fold(w))
			if !strings.Contains(strings.ToLower(c.shared), feed.Fold(w)) {
				t.Errorf("near %s: shared %q, want of %q", c.id, w, c.shared)
			}
		}
		if len(folded) != 3 || len(slices.Compact(slices.Sorted(slices.Values(folded)))) != 3 {
			t.Errorf("near %s: shared %q, want three words", c.id, got[0].Shared)
		}
	}
	if got := x.Near("bread", 5); len(got) != 0 {
		t.Errorf("near bread: %+v", got)
	}
	if got := x.Near("nobody", 5); got != nil {
		t.Errorf("near an article that is not there: %+v", got)
	}
	if got := x.Near("talks", 0); len(got) != 0 {
		t.Errorf("none asked for: %+v", got)
	}
}

func TestSharedWordsAreSpelledAsWritten(t *testing.T) {
	x := New()
	x.Put("1", "", "RIYADH AND CEASEFIRE", "The ceasefire of Riyadh. A ceasefire! Émigrés")
	x.Put("2", "", "CEASEFIRE", "Ceasefire in Riyadh? No ceasefire in Riyadh, say émigrés 2025 2025.")
	x.Put("3", "", "Other", "émigrés elsewhere with nothing in common, emigres all of them")
	x.Settle()
	got := x.Near("1", 3)
	if len(got) == 0 || got[0].ID != "2" {
		t.Fatalf("near: %+v", got)
	}
	// émigrés is in all three, the others in two of them
	if d := cmp.Diff([]string{"ceasefire", "Riyadh", "émigrés"}, got[0].Shared); d != "" {
		t.Error(d)
	}
}

func TestNearText(t *testing.T) {
	x := paper()
	for _, c := range []struct{ text, want string }{
		{"Witkoff left Riyadh, the envoy's office said.", "talks after"},
		{"The captain of the ferry", "ferry"},
		{"the captain sounded the horn", "ferry"},
		{"and so on", ""},
		{"", ""},
		{"Quarks decay into leptons while bosons ferry", ""},
		{"sourdough patience oven", "bread"},
	} {
		var got []string
		for _, n := range x.NearText(c.text, 2) {
			got = append(got, string(n.ID))
			if len(n.Shared) == 0 || n.Score < leastText || n.Score > 1 {
				t.Errorf("%q: %+v", c.text, n)
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q: %q, want %q", c.text, s, c.want)
		}
	}
}

func TestNameOfThePaper(t *testing.T) {
	x := New()
	x.Put("1", "Skerry Gazette", "", "The Skerry Gazette learned of a ferry.")
	x.Put("2", "Skerry Gazette", "", "The Skerry Gazette asked about bread.")
	x.Put("3", "The Packet", "", "The Skerry Gazette is read here as well.")
	x.Put("4", "The Packet", "", "The Skerry Gazette is a good neighbour.")
	x.Settle()
	if got := x.Near("1", 3); len(got) != 0 {
		t.Errorf("two articles of a paper share its name: %+v", got)
	}
	if got := x.Near("3", 3); len(got) != 1 || got[0].ID != "4" {
		t.Errorf("two of another paper that speak of it: %+v", got)
	}
}

func TestOneArticle(t *testing.T) {
	x := New()
	if got := x.Near("1", 3); got != nil {
		t.Errorf("an empty library: %+v", got)
	}
	if got := x.NearText("anything at all", 3); len(got) != 0 {
		t.Errorf("an empty library: %+v", got)
	}
	x.Put("1", "", "Alone", "Nobody else is here, in all of the valley.")
	x.Settle()
	if got := x.Near("1", 3); len(got) != 0 {
		t.Errorf("alone: %+v", got)
	}
	if got := x.NearText("the valley", 3); len(got) != 1 {
		t.Errorf("its own word: %+v", got)
	}
	x.Put("2", "", "", "")
	x.Settle()
	if got := x.Near("2", 3); len(got) != 0 {
		t.Errorf("an empty article: %+v", got)
	}
}

func TestCJK(t *testing.T) {
	x := New()
	x.Put("rain", "", "東京で大雨", "東京都では大雨のため電車が止まった。気象庁は警戒を呼びかけている。")
	x.Put("train", "", "電車の遅れ", "大雨で電車が遅れ、東京都の駅は混雑した。")
	x.Put("bread", "", "パンの焼き方", "小麦粉と水と塩をまぜて、よくこねてから焼いてください。")
	x.Settle()
	got := x.Near("rain", 3)
	if len(got) != 1 || got[0].ID != "train" || len(got[0].Shared) == 0 {
		t.Fatalf("near rain: %+v", got)
	}
	for _, w := range got[0].Shared {
		if !slices.Contains([]string{"東京", "京都", "大雨", "電車"}, w) {
			t.Errorf("shared %q", w)
		}
	}
	if got := x.NearText("電車が大雨で止まった", 1); len(got) != 1 {
		t.Errorf("near text: %+v", got)
	}
}

func TestRemove(t *testing.T) {
	x := paper()
	x.Remove("after")
	x.Remove("never")
	if got := x.Near("talks", 3); len(got) != 1 {
		t.Errorf("before Settle: %+v", got)
	}
	x.Settle()
	if got := x.Near("talks", 3); len(got) != 0 {
		t.Errorf("after Settle: %+v", got)
	}
	if x.Len() != 4 {
		t.Errorf("%d articles", x.Len())
	}
	x.Put("ferry", "", "Something Else", "entirely about clocks")
	x.Settle()
	if got := x.Near("pier", 3); len(got) != 0 {
		t.Errorf("after the text was replaced: %+v", got)
	}
}

func TestTelling(t *testing.T) {
	x := paper()
	for _, c := range []struct {
		text string
		n    int
		want string
	}{
		{"The Kremlin said on Monday that Witkoff had left Riyadh.", 12, "Kremlin Witkoff Riyadh"},
		{"Kremlin spokesman denied a ceasefire, a ceasefire, in Riyadh", 3, "Kremlin spokesman denied"},
		{"It was 1,000 then.", 5, "1,000"},
		{"it is so", 2, "it is"},
		{"", 3, ""},
	} {
		got := strings.Join(x.Telling(c.text, c.n), " ")
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// TestNearAgreesWithCosine holds the inverted lists to the slow way: every pair
// of vectors multiplied out.
func TestNearAgreesWithCosine(t *testing.T) {
	x := random(200)
	s := x.now.Load()
	for i, id := range s.ids {
		got := x.Near(id, len(s.ids))
		scores := map[feed.ID]float64{}
		for _, c := range got {
			scores[c.ID] = c.Score
		}
		for k, other := range s.ids {
			sum, shared := 0., 0
			for _, a := range s.vectors[i] {
				for _, b := range s.vectors[k] {
					if a.of == b.of {
						sum += float64(a.w) * float64(b.w)
						shared++
					}
				}
			}
			want := i != k && sum >= leastNear+1e-6 && shared > 1
			never := i == k || sum < leastNear-1e-6 || shared < 2
			score, ok := scores[other]
			if want && (!ok || math.Abs(score-sum) > 1e-4) || never && ok {
				t.Fatalf("%s and %s: %v (%v), cosine %v, %d shared", id, other, score, ok, sum, shared)
			}
		}
		if !slices.IsSortedFunc(got, func(a, b Close) int { return int(math.Copysign(1, b.Score-a.Score)) }) {
			t.Fatalf("near %s is not sorted: %+v", id, got)
		}
	}
}

// random is a library of articles about topics, in unevenly common words.
func random(n int) *Index {
	r := rand.New(rand.NewPCG(3, 4))
	zipf := rand.NewZipf(r, 1.1, 4, 59_999)
	x := New()
	for i := range n {
		var b strings.Builder
		topic := r.IntN(1 + n/10)
		for range 480 {
			if r.IntN(20) == 0 {
				fmt.Fprintf(&b, "topic%dword%d ", topic, r.IntN(12))
			} else {
				fmt.Fprintf(&b, "word%d ", zipf.Uint64())
			}
		}
		x.Put(feed.ID(fmt.Sprintf("%05d", i)), "", fmt.Sprintf("topic%dword1 headline", topic), b.String())
	}
	x.Settle()
	return x
}

func TestConcurrent(t *testing.T) {
	x := paper()
	var all sync.WaitGroup
	for w := range 4 {
		all.Go(func() {
			for i := range 50 {
				switch (w + i) % 4 {
				case 0:
					x.Put(feed.ID(fmt.Sprint(w)), "", "Ferry", fmt.Sprint("harbour ferry number", i))
				case 1:
					x.Settle()
				case 2:
					x.Near("pier", 3)
					x.Remove(feed.ID(fmt.Sprint(w)))
				default:
					x.NearText("the harbour ferry", 3)
					x.Telling("the harbour ferry", 3)
				}
			}
		})
	}
	all.Wait()
}

func FuzzPut(f *testing.F) {
	f.Add("Title", "text of it", "a sentence")
	f.Add("東京", "ニュース news’s e\u0301 \xff", "U.S. 10 x1")
	f.Fuzz(func(t *testing.T, title, text, sentence string) {
		x := New()
		x.Put("1", "", title, text)
		x.Put("2", "", text, sentence)
		x.Settle()
		for _, c := range append(x.Near("1", 3), x.NearText(sentence, 3)...) {
			if !(c.Score >= 0 && c.Score <= 1) || len(c.Shared) == 0 || len(c.Shared) > sharedMax {
				t.Errorf("%+v", c)
			}
		}
		if n := len(x.Telling(sentence, 12)); n > 12 {
			t.Errorf("%d words", n)
		}
		x.Remove("1")
		x.Settle()
	})
}

func BenchmarkNear(b *testing.B) {
	x := random(10_000)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		i = (i + 7919) % 10_000
		x.Near(feed.ID(fmt.Sprintf("%05d", i)), 12)
	}
}

func BenchmarkNearText(b *testing.B) {
	x := random(10_000)
	b.ReportAllocs()
	for b.Loop() {
		x.NearText("word7 word200 topic7word3 and topic7word4 of the word9000 said word31 word444", 8)
	}
}

func BenchmarkSettle(b *testing.B) {
	x := random(10_000)
	for b.Loop() {
		x.Put("00001", "", "again", "some other text")
		x.Settle()
	}
}

func BenchmarkPut(b *testing.B) {
	x := random(100)
	text := strings.Repeat("The harbour ferry returned after its refit. Passengers queued at the pier. ", 40)
	for b.Loop() {
		x.Put("00001", "", "again", text)
	}
}
