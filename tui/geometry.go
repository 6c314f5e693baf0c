package tui

// column is one of the three columns of the page.
type column int

// The columns from left to right.
const (
	onList column = iota
	onArticle
	onSide
)

// span is where a column stands: its first cell and how many it has; none when
// it is not shown.
type span struct{ x, w int }

func (s span) shown() bool { return s.w > 0 }

func (s span) holds(x int) bool { return x >= s.x && x < s.x+s.w }

// layout is the one place for geometry: which columns a window shows, and
// where everything stands. All figures are cells, from the window's top left.
type layout struct {
	w, h    int
	margin  int // white at both sides
	gutter  int // white at each side of a column rule
	columns [3]span
	rules   []int // where the column rules stand
	measure int   // of the article
	text    span  // the article's text within its column
	head    int   // rows above the body: folio line or nameplate, and their rules
	body    int   // rows of the columns
	air     int   // blank rows at the top of the columns
	front   bool  // the nameplate is shown
	tight   bool  // the article's head is set in few lines
	roomy   bool  // blank rows between entries
	decks   bool  // the list shows decks
	bare    bool  // no furniture but the footer
	tiny    bool  // text only
}

// view is what decides which columns are shown, besides the window.
type view struct {
	focus  column
	pinned bool
	alone  bool
	blank  bool // there is nothing to read yet: one page without columns
	wider  int  // cells the reader added to the measure
}

// widest is the widest page; wider windows have white at both sides.
const widest = 240

// newLayout works out the geometry of a window of w by h cells.
func newLayout(w, h int, v view) layout {
	l := layout{w: max(1, w), h: max(1, h)}
	l.rows(v.focus)
	l.across(v)
	return l
}

func (l *layout) rows(focus column) {
	l.tiny = l.w < 40 || l.h < 8
	l.bare = l.tiny || l.h < 16
	l.roomy = l.h >= 30
	l.tight = l.h < 26
	l.front = l.h >= 34 && focus == onList && l.w >= 60
	switch {
	case l.bare:
		l.head = 0
	case l.front:
		l.head = 5
	default:
		l.head = 2
	}
	if l.roomy {
		l.air = 1
	}
	foot := 2
	switch {
	case l.tiny && l.h < 3:
		foot = 0
	case l.bare:
		foot = 1
	}
	l.body = max(1, l.h-l.head-foot)
	l.air = min(l.air, l.body-1)
}

func (l *layout) across(v view) {
	page := min(l.w, widest)
	off := (l.w - page) / 2
	three := page >= 140 || v.pinned && page >= 116
	switch {
	case page < 60:
		l.single(page, off, 0, page-2, v)
	case page < 96 || v.alone && !v.blank:
		measure := min(70, page-4)
		if v.alone && page >= 96 {
			measure = 72
		}
		l.single(page, off, 1, measure, v)
	case three:
		l.three(page, off, v)
	default:
		l.two(page, off, v)
	}
	if v.blank && page >= 96 { // the margins stay, or the head would jump when the first articles come
		l.rules, l.columns = nil, [3]span{}
		l.columns[v.focus] = l.inner()
		l.text = l.inner()
	}
}

// single shows one column only: the focused one, or the article alone.
func (l *layout) single(page, off, margin, measure int, v view) {
	l.margin = margin
	whole := span{off + margin, max(1, page-2*margin)}
	if margin > 0 { // the text stands a little within the rules
		whole = span{whole.x + 1, whole.w - 2}
	}
	l.measure = max(1, min(clampMeasure(measure, v.wider), whole.w))
	focus := v.focus
	if v.alone {
		focus = onArticle
	}
	l.columns[focus] = whole
	l.text = span{whole.x + (whole.w-l.measure)/2, l.measure}
}

// two shows the article with the list or with the side pane, whichever has or
// had the focus; the article breaks its lines alike in both.
func (l *layout) two(page, off int, v view) {
	l.margin, l.gutter, l.measure = 3, 3, 68
	if page < 120 {
		l.margin, l.gutter = 2, 2
	}
	if page < 112 {
		l.measure = 66
	}
	if page < 104 {
		l.margin = 1
	}
	l.measure = min(clampMeasure(l.measure, v.wider), page-2*l.margin-2*l.gutter-1-23)
	other := page - 2*l.margin - l.measure - 2*l.gutter - 1
	left := off + l.margin
	if v.focus == onList {
		l.columns[onList] = span{left, other}
		l.columns[onArticle] = span{left + other + 2*l.gutter + 1, l.measure}
		l.rules = []int{left + other + l.gutter}
	} else {
		l.columns[onArticle] = span{left, l.measure}
		l.columns[onSide] = span{left + l.measure + 2*l.gutter + 1, other}
		l.rules = []int{left + l.measure + l.gutter}
	}
	l.text = l.columns[onArticle]
}

// three shows all columns; the outer ones are equally wide, and what is left
// over is white beside the article.
func (l *layout) three(page, off int, v view) {
	l.margin, l.gutter, l.measure = 3, 3, 66
	most := 36
	switch {
	case page < 140:
		l.margin, l.gutter, l.measure = 1, 2, 58
	case page >= 176:
		l.measure, most, l.decks = 72, 46, true
	}
	rest := page - 2*l.margin - 2*(2*l.gutter+1)
	l.measure = min(clampMeasure(l.measure, v.wider), rest-2*20)
	outer := min(most, (rest-l.measure)/2)
	middle := rest - 2*outer
	x := off + l.margin
	l.columns[onList] = span{x, outer}
	x += outer + l.gutter
	l.rules = append(l.rules, x)
	x += 1 + l.gutter
	l.columns[onArticle] = span{x, middle}
	l.text = span{x + (middle-l.measure)/2, l.measure}
	x += middle + l.gutter
	l.rules = append(l.rules, x)
	l.columns[onSide] = span{x + 1 + l.gutter, outer}
}

// The narrowest and widest measure a reader may choose.
const (
	leastMeasure = 50
	mostMeasure  = 80
)

func clampMeasure(measure, wider int) int {
	if wider == 0 {
		return measure
	}
	return max(leastMeasure, min(measure+wider, mostMeasure))
}

// inner is the first cell and the width of the page within its margins.
func (l *layout) inner() span {
	page := min(l.w, widest)
	return span{(l.w-page)/2 + l.margin, max(1, page-2*l.margin)}
}

// at returns the column under a cell of the body; ok is false elsewhere.
func (l *layout) at(x, y int) (c column, ok bool) {
	if y < l.head || y >= l.head+l.body {
		return 0, false
	}
	for i, s := range l.columns {
		if s.shown() && s.holds(x) {
			return column(i), true
		}
	}
	return 0, false
}
