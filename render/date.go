package render

import (
	"strconv"
	"time"
)

// Clock tells dates as they are seen from one moment, in that moment's place.
type Clock struct{ Now time.Time }

// Age writes when an article appeared as a list does: "12 min" within an hour,
// "13:40" today and yesterday, "Fri" within six days, "14 Nov" this year, else
// "14 Nov 2024". A missing date, or one that is more than a day ahead, is
// "undated".
func (c Clock) Age(t time.Time) string {
	now := c.Now
	if c.undated(t) {
		return "undated"
	}
	t = c.local(t)
	switch d := daysBetween(t, now); {
	case d <= 1 && dateOnly(t):
		return t.Format("2 Jan")
	case now.Sub(t) < time.Hour && !now.Before(t):
		return strconv.Itoa(int(now.Sub(t).Minutes())) + " min"
	case d <= 1:
		return t.Format("15:04")
	case d <= 6:
		return t.Format("Mon")
	case t.Year() == now.Year():
		return t.Format("2 Jan")
	}
	return t.Format("2 Jan 2006")
}

// ShortAge writes it as the side pane does: "12 min", "5 h", "Fri", "14 Nov".
func (c Clock) ShortAge(t time.Time) string {
	ago := c.Now.Sub(t)
	switch {
	case t.IsZero() || dateOnly(t) || ago < time.Hour:
		return c.Age(t)
	case ago < 24*time.Hour:
		return strconv.Itoa(int(ago.Hours())) + " h"
	case daysBetween(t.In(c.Now.Location()), c.Now) <= 6:
		return t.In(c.Now.Location()).Format("Mon")
	}
	return c.Age(t)
}

// undated reports whether a date is missing, or so far ahead that it cannot be
// meant: feeds of other zones may be up to a day early.
func (c Clock) undated(t time.Time) bool {
	return t.IsZero() || t.After(c.Now.Add(24*time.Hour))
}

// local is a moment in the reader's zone. A day is the same day everywhere.
func (c Clock) local(t time.Time) time.Time {
	if dateOnly(t) {
		return t.UTC()
	}
	return t.In(c.Now.Location())
}

// Dateline writes it in full, as over an article: "Sun 22 Nov 2026, 13:40".
// An article that gives no time of day gets none.
func (c Clock) Dateline(t time.Time) string {
	switch t = c.local(t); {
	case c.undated(t):
		return "undated"
	case dateOnly(t):
		return t.Format("Mon 2 Jan 2006")
	}
	return t.Format("Mon 2 Jan 2006, 15:04")
}

// shortDateline leaves out the year and the day of the week.
func (c Clock) shortDateline(t time.Time) string {
	switch t = c.local(t); {
	case c.undated(t):
		return "undated"
	case t.Year() != c.Now.Year():
		return t.Format("2 Jan 2006")
	case dateOnly(t):
		return t.Format("2 Jan")
	}
	return t.Format("2 Jan, 15:04")
}

// Group names the days of a list: "Today", "Yesterday", "Earlier this week",
// then the month, and "Undated".
func (c Clock) Group(t time.Time) string {
	now := c.Now
	if c.undated(t) {
		return "Undated"
	}
	t = c.local(t)
	switch d := daysBetween(t, now); {
	case d <= 0:
		return "Today"
	case d == 1:
		return "Yesterday"
	case d <= 6:
		return "Earlier this week"
	case t.Year() == now.Year():
		return t.Format("January")
	}
	return t.Format("January 2006")
}

// dateOnly reports whether a moment is a day: article files and some feeds give
// no time, which is kept as midnight UTC.
func dateOnly(t time.Time) bool {
	u := t.UTC()
	return u.Hour() == 0 && u.Minute() == 0 && u.Second() == 0 && u.Nanosecond() == 0
}

// daysBetween counts the midnights from t to now.
func daysBetween(t, now time.Time) int {
	day := func(t time.Time) time.Time {
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	}
	if dateOnly(t) {
		t = t.UTC()
	}
	return int(day(now).Sub(day(t)).Hours() / 24)
}
