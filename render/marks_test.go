package render

import (
	"strings"
	"testing"

	"broadsheet/feed"
)

func TestMarksStayOnTheirLetters(t *testing.T) {
	for _, word := range []string{"cafe\u0301", "ha\u0331r", "n\u0303", "क्षि", "日本"} {
		p := NewCopy(feed.Article{Title: "T", Body: "so *" + word + "* there and " + word + "."}).Page(Options{Measure: 60})
		text := ""
		for _, l := range p.Lines {
			text += l.Text() + "\n"
		}
		if strings.Count(text, word) != 2 {
			t.Errorf("%q (%+q) has lost its marks:\n%s", word, word, text)
		}
	}
}
