package parse

import (
	"time"

	"broadsheet/feed"
)

// dateLine reads a line that is only a date, perhaps with a label before it:
// "March 10, 2025 | 3:40 pm", "Updated: 2025-03-10". It reports whether the
// article was updated then.
func dateLine(s string) (t time.Time, updated, ok bool) {
	if m := dateLabel.FindStringSubmatch(s); m != nil {
		updated = m[1] != ""
		s = s[len(m[0]):]
	}
	t, ok = feed.ParseDateLine(s)
	return t, updated, ok
}
