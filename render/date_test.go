package render

import (
	"testing"
	"time"
	_ "time/tzdata" // not every system has the zones
)

// zone is the reader's: five hours west, where most mistakes with days show.
var zone = time.FixedZone("west", -5*3600)

func at(t testing.TB, s string) time.Time {
	t.Helper()
	if s == "" {
		return time.Time{}
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if v, err := time.Parse(layout, s); err == nil {
			return v
		}
	}
	t.Fatalf("no date: %q", s)
	return time.Time{}
}

func TestDates(t *testing.T) {
	for _, c := range []struct{ now, when, age, short, line, tight, group string }{
		// a Sunday noon in the west
		{"2026-11-22T12:00:00-05:00", "2026-11-22T11:48:00-05:00", "12 min", "12 min", "Sun 22 Nov 2026, 11:48", "22 Nov, 11:48", "Today"},
		{"2026-11-22T12:00:00-05:00", "2026-11-22T12:00:00-05:00", "0 min", "0 min", "Sun 22 Nov 2026, 12:00", "22 Nov, 12:00", "Today"},
		{"2026-11-22T12:00:00-05:00", "2026-11-22T11:00:00-05:00", "11:00", "1 h", "Sun 22 Nov 2026, 11:00", "22 Nov, 11:00", "Today"},
		{"2026-11-22T12:00:00-05:00", "2026-11-22T06:30:00-05:00", "06:30", "5 h", "Sun 22 Nov 2026, 06:30", "22 Nov, 06:30", "Today"},
		{"2026-11-22T12:00:00-05:00", "2026-11-21T21:15:00-05:00", "21:15", "14 h", "Sat 21 Nov 2026, 21:15", "21 Nov, 21:15", "Yesterday"},
		{"2026-11-22T12:00:00-05:00", "2026-11-21T10:00:00-05:00", "10:00", "Sat", "Sat 21 Nov 2026, 10:00", "21 Nov, 10:00", "Yesterday"},
		{"2026-11-22T12:00:00-05:00", "2026-11-20T10:00:00-05:00", "Fri", "Fri", "Fri 20 Nov 2026, 10:00", "20 Nov, 10:00", "Earlier this week"},
		{"2026-11-22T12:00:00-05:00", "2026-11-16T10:00:00-05:00", "Mon", "Mon", "Mon 16 Nov 2026, 10:00", "16 Nov, 10:00", "Earlier this week"},
		{"2026-11-22T12:00:00-05:00", "2026-11-15T10:00:00-05:00", "15 Nov", "15 Nov", "Sun 15 Nov 2026, 10:00", "15 Nov, 10:00", "November"},
		{"2026-11-22T12:00:00-05:00", "2026-01-02T10:00:00-05:00", "2 Jan", "2 Jan", "Fri 2 Jan 2026, 10:00", "2 Jan, 10:00", "January"},
		{"2026-11-22T12:00:00-05:00", "2024-11-14T10:00:00-05:00", "14 Nov 2024", "14 Nov 2024", "Thu 14 Nov 2024, 10:00", "14 Nov 2024", "November 2024"},
		// another zone, another day
		{"2026-11-22T12:00:00-05:00", "2026-11-22T03:00:00+09:00", "13:00", "23 h", "Sat 21 Nov 2026, 13:00", "21 Nov, 13:00", "Yesterday"},
		{"2026-11-22T12:00:00-05:00", "2026-01-01T02:00:00Z", "31 Dec 2025", "31 Dec 2025", "Wed 31 Dec 2025, 21:00", "31 Dec 2025", "December 2025"},
		// days without a time are the same day everywhere
		{"2026-11-22T12:00:00-05:00", "2026-11-22", "22 Nov", "22 Nov", "Sun 22 Nov 2026", "22 Nov", "Today"},
		{"2026-11-22T12:00:00-05:00", "2026-11-21", "21 Nov", "21 Nov", "Sat 21 Nov 2026", "21 Nov", "Yesterday"},
		{"2026-11-22T12:00:00-05:00", "2026-11-20", "Fri", "Fri", "Fri 20 Nov 2026", "20 Nov", "Earlier this week"},
		{"2026-11-22T12:00:00-05:00", "2026-01-01", "1 Jan", "1 Jan", "Thu 1 Jan 2026", "1 Jan", "January"},
		{"2026-11-22T12:00:00-05:00", "2025-01-01", "1 Jan 2025", "1 Jan 2025", "Wed 1 Jan 2025", "1 Jan 2025", "January 2025"},
		{"2026-11-21T20:00:00-05:00", "2026-11-22", "22 Nov", "22 Nov", "Sun 22 Nov 2026", "22 Nov", "Today"},
		// round midnight
		{"2026-11-22T00:10:00-05:00", "2026-11-21T23:50:00-05:00", "20 min", "20 min", "Sat 21 Nov 2026, 23:50", "21 Nov, 23:50", "Yesterday"},
		{"2026-11-22T00:10:00-05:00", "2026-11-21T22:50:00-05:00", "22:50", "1 h", "Sat 21 Nov 2026, 22:50", "21 Nov, 22:50", "Yesterday"},
		{"2026-11-22T23:59:00-05:00", "2026-11-22T00:01:00-05:00", "00:01", "23 h", "Sun 22 Nov 2026, 00:01", "22 Nov, 00:01", "Today"},
		{"2027-01-01T00:30:00-05:00", "2026-12-31T23:00:00-05:00", "23:00", "1 h", "Thu 31 Dec 2026, 23:00", "31 Dec 2026", "Yesterday"},
		{"2027-01-03T12:00:00-05:00", "2026-12-30T12:00:00-05:00", "Wed", "Wed", "Wed 30 Dec 2026, 12:00", "30 Dec 2026", "Earlier this week"},
		// ahead, and missing
		{"2026-11-22T12:00:00-05:00", "2026-11-22T14:00:00-05:00", "14:00", "14:00", "Sun 22 Nov 2026, 14:00", "22 Nov, 14:00", "Today"},
		{"2026-11-22T12:00:00-05:00", "2026-11-24T14:00:00-05:00", "undated", "undated", "undated", "undated", "Undated"},
		{"2026-11-22T12:00:00-05:00", "2040-01-01", "undated", "undated", "undated", "undated", "Undated"},
		{"2026-11-22T12:00:00-05:00", "", "undated", "undated", "undated", "undated", "Undated"},
	} {
		clock, when := Clock{at(t, c.now).In(zone)}, at(t, c.when)
		for _, x := range []struct{ name, got, want string }{
			{"Age", clock.Age(when), c.age}, {"ShortAge", clock.ShortAge(when), c.short}, {"Dateline", clock.Dateline(when), c.line},
			{"the short dateline", clock.shortDateline(when), c.tight}, {"Group", clock.Group(when), c.group},
		} {
			if x.got != x.want {
				t.Errorf("%s: %s of %s is %q, want %q", c.now, x.name, c.when, x.got, x.want)
			}
		}
	}
}

// TestSummerTime goes over the hour that is missing in spring.
func TestSummerTime(t *testing.T) {
	oslo, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 3, 30, 0, 30, 0, 0, oslo)
	for hours, want := range map[int]string{0: "Today", 1: "Yesterday", 23: "Yesterday", 24: "Earlier this week", 26: "Earlier this week"} {
		if got := (Clock{now}).Group(now.Add(-time.Duration(hours) * time.Hour)); got != want {
			t.Errorf("%d hours ago is %q, want %q", hours, got, want)
		}
	}
}
