package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Who says it is found by a heuristic for English: verbs of saying, the noun
// phrase before or after them, and how far their reach goes. It would rather
// be silent than wrong; in other languages it finds no verb and says nothing.

// token is one word of a sentence.
type token struct {
	span
	word   string // as written, without the signs around it
	low    string // in lower case
	before string // opening signs
	after  string // closing signs, and a dash
	quote  int    // the number of the quotation it stands in, from 1; 0: none
}

// attribution is one place where a sentence says who says something.
type attribution struct {
	verb int  // the token of the verb; for "according to" that of "to"
	who  span // tokens of the subject; empty when it is not said
	form form
}

type form uint8

const (
	formBefore    form = iota // Peskov said Russia hopes
	formAfter                 // “…,” Peskov said. “…,” said Peskov.
	formAccording             // according to Peskov
)

// speech is a sentence read for who speaks in it.
type speech struct {
	text   string
	tokens []token
	said   []attribution // in order of their verbs
}

// listen reads a sentence.
func listen(text string) *speech {
	s := &speech{text: text}
	s.split()
	for i := range s.tokens {
		if a, ok := s.attributed(i); ok {
			s.said = append(s.said, a)
		}
	}
	return s
}

const (
	openers = "“‘\"'([«„"
	closers = "”’\"')]»,;:.!?…"
)

// split cuts the sentence into tokens.
func (s *speech) split() {
	start := 0
	for i, r := range s.text {
		switch r {
		case '—', ' ':
			s.add(start, i)
			start = i + utf8.RuneLen(r)
			if n := len(s.tokens); r == '—' && n > 0 {
				s.tokens[n-1].after += "—"
			}
		}
	}
	s.add(start, len(s.text))
	s.quotes()
}

func (s *speech) add(start, end int) {
	field := s.text[start:end]
	word := strings.TrimLeft(field, openers)
	t := token{before: field[:len(field)-len(word)]}
	bare := strings.TrimRight(word, closers)
	if tail := word[len(bare):]; strings.HasPrefix(tail, ".") && (stops[strings.ToLower(bare)] != 0 || dotted(bare)) {
		bare = word[:len(bare)+1]
	} else if strings.HasPrefix(tail, "’") && strings.HasSuffix(bare, "s") && !strings.Contains(tail, ",") {
		bare = word[:len(bare)+len("’")] // the officials’
	}
	t.word, t.after = bare, word[len(bare):]
	if bare == "" { // only signs: they belong to the word before
		if n := len(s.tokens); n > 0 {
			s.tokens[n-1].after += field
		}
		return
	}
	t.low = strings.ToLower(bare)
	t.span = span{start + len(t.before), start + len(t.before) + len(bare)}
	s.tokens = append(s.tokens, t)
}

// quotes numbers the quotations. One that is closed but was never opened began
// before the sentence.
func (s *speech) quotes() {
	n, in := 0, false
	for i := range s.tokens {
		t := &s.tokens[i]
		if strings.ContainsAny(t.before, "“\"„«‘") {
			n, in = n+1, true
		}
		if in {
			t.quote = n
		}
		if strings.ContainsAny(t.after, "”\"»") || in && n > 0 && strings.HasSuffix(t.after, "’") {
			if !in && n == 0 {
				n = 1
				for k := range i + 1 {
					s.tokens[k].quote = n
				}
			}
			in = false
		}
	}
}

// attributed reads the attribution at token i, if there is one.
func (s *speech) attributed(i int) (attribution, bool) {
	t := s.tokens[i]
	if t.low == "to" && i > 0 && s.tokens[i-1].low == "according" && t.after == "" {
		return attribution{verb: i, who: s.cited(i + 1), form: formAccording}, true
	}
	kind := verbs[t.low]
	if kind == 0 || t.quote > 0 {
		return attribution{}, false
	}
	a := attribution{verb: i}
	if who := s.inverted(i); who.end > who.start {
		a.who, a.form = who, formAfter
		return a, true
	}
	if kind == verbImply {
		return a, true
	}
	who := s.subject(i)
	if who.end > who.start && s.trusted(kind, i, who) {
		a.who = who
		if who.start > 0 && s.tail(i) && s.cut(who.start-1) {
			a.form = formAfter
		}
	} else if kind == verbThat {
		return a, false // a noun
	}
	return a, true
}

// trusted reports whether the verb at token i with that subject is one of
// saying, and not a participle or a noun: "The deal announced Monday", "Trump’s
// claims".
func (s *speech) trusted(kind verb, i int, who span) bool {
	next := ""
	if i+1 < len(s.tokens) {
		next = s.tokens[i+1].low
	}
	if next == "by" || s.tokens[i].low == "said" && next == "to" {
		return false
	}
	switch kind {
	case verbSure:
		return true
	case verbThat:
		head := s.tokens[who.end-1]
		return (next == "that" || s.tail(i) && s.closed(who.start-1)) && (s.capital(who.end-1) || s.speaks(head) || utterances[head.low])
	}
	head := s.tokens[who.end-1]
	if s.speaks(head) {
		return true
	}
	named := false
	for k := who.start; k < who.end; k++ {
		named = named || s.capital(k) && !articles[s.tokens[k].word]
	}
	if !named || !s.capital(who.end-1) {
		return next == "that" && utterances[head.low]
	}
	if who.end-who.start == 1 && who.start == 0 && strings.HasSuffix(head.low, "s") {
		return next == "that" || i+1 < len(s.tokens) && !days[s.tokens[i+1].word] && !prepositions[next]
	}
	return true
}

// speaker returns who says the words at the link, "" when the sentence does
// not say so.
func (s *speech) speaker(at span) string {
	link := s.over(at)
	if link.end <= link.start {
		return ""
	}
	for _, a := range s.said { // the link is on the verb or its subject
		verb := a.verb
		if a.form == formAccording && link.start == a.verb-1 {
			verb--
		}
		named := link.start < a.who.end && a.who.start < link.end
		if named && s.faceless(a.who) {
			return s.owner(link)
		}
		if named || link.start <= verb && verb < link.end {
			return s.name(a.who)
		}
	}
	if who := s.owner(link); who != "" {
		return who
	}
	if q := s.tokens[link.start].quote; q > 0 {
		if a, ok := s.quoted(q); ok {
			return s.name(a.who)
		}
	}
	return s.name(s.reaching(link))
}

// faceless reports whether a noun phrase is only what the link leads to, such
// as "a new report": to say that the report says it would tell nobody anything.
func (s *speech) faceless(who span) bool {
	for i := who.start; i < who.end; i++ {
		if t := s.tokens[i]; s.capital(i) && !articles[t.word] || s.speaks(t) && !utterances[t.low] || possessive(t.low) {
			return false
		}
	}
	return who.end > who.start && utterances[s.tokens[who.end-1].low]
}

// over returns the tokens a link covers.
func (s *speech) over(at span) span {
	out := span{}
	for i, t := range s.tokens {
		if t.start < at.end && at.start < t.end {
			if out.end == 0 {
				out.start = i
			}
			out.end = i + 1
		}
	}
	return out
}

// quoted returns the attribution of a quotation: it follows its end or leads
// up to its beginning.
func (s *speech) quoted(q int) (attribution, bool) {
	first, last := -1, -1
	for i, t := range s.tokens {
		if t.quote == q {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	for _, a := range s.said {
		begins := min(a.verb, a.who.start)
		if a.form == formAfter && a.who.end > a.who.start && begins == last+1 {
			return a, true
		}
		if a.verb < first && a.form != formAccording && s.leads(a, first) {
			return a, true
		}
	}
	return attribution{}, false
}

// leads reports whether an attribution leads up to a quotation that begins at
// token first: Peskov said on Monday: “…
func (s *speech) leads(a attribution, first int) bool {
	if first-a.verb > 9 || !strings.ContainsAny(s.tokens[first-1].after, ",:") && first-1 != a.verb {
		return false
	}
	for i := max(a.verb, a.who.end); i < first-1; i++ {
		if strings.ContainsAny(s.tokens[i].after, ".;—") || i > a.verb && verbs[s.tokens[i].low] != 0 {
			return false
		}
	}
	return true
}

// reaching returns the subject whose verb reaches the link from before or
// after it.
func (s *speech) reaching(link span) span {
	for i := len(s.said) - 1; i >= 0; i-- {
		a := s.said[i]
		if a.verb >= link.start {
			continue
		}
		if a.form == formAccording {
			if a.verb != 1 && !s.cut(a.verb-2) || !s.same(a.who.end, link.start) || a.verb > 1 {
				continue
			}
			return a.who
		}
		if !s.same(max(a.verb+1, a.who.end), link.start) {
			break
		}
		return a.who
	}
	for _, a := range s.said {
		if a.verb < link.end {
			continue
		}
		if a.form == formBefore || !s.same(link.end, min(a.verb, a.who.start)) {
			break
		}
		return a.who
	}
	return span{}
}

// same reports whether the tokens from a up to b are in one clause, so that
// who says one says the other.
func (s *speech) same(a, b int) bool {
	for i := a; i < b; i++ {
		t := s.tokens[i]
		if strings.ContainsAny(t.after, ";—:") {
			return false
		}
		if strings.Contains(t.after, ",") && i+1 < len(s.tokens) {
			switch s.tokens[i+1].low {
			case "but", "and", "while", "although", "though", "whereas", "which", "who", "whose", "where", "when":
				return false
			}
		}
	}
	if a > 0 && a <= b && a < len(s.tokens) && strings.Contains(s.tokens[a-1].after, ",") {
		switch s.tokens[a].low {
		case "but", "and", "while", "although", "though", "whereas", "which", "who", "whose", "where", "when":
			return false
		}
	}
	return true
}

// name returns the words of a noun phrase, "" for none.
func (s *speech) name(who span) string {
	if who.end <= who.start {
		return ""
	}
	out := s.text[s.tokens[who.start].start:s.tokens[who.end-1].end]
	const longest = 120
	if len(out) > longest {
		return ""
	}
	return out
}

// capital reports whether token i begins with a capital letter.
func (s *speech) capital(i int) bool {
	r, _ := utf8.DecodeRuneInString(s.tokens[i].word)
	return unicode.IsUpper(r)
}
