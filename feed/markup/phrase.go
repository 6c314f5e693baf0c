package markup

import "strings"

// longestPhrase is the most words of a noun phrase.
const longestPhrase = 14

// longestAside is the most words between a subject's comma and its verb's.
const longestAside = 30

// subject returns the noun phrase that the verb at token v follows, empty when
// there is none or it cannot be told where it begins.
func (s *speech) subject(v int) span {
	last := v - 1
	for last >= 0 && s.tokens[last].after == "" && adverbs[s.tokens[last].low] {
		last--
	}
	if last < 0 || auxiliaries[s.tokens[last].low] || s.tokens[last].quote > 0 {
		return span{}
	}
	if after := s.tokens[last].after; after != "" {
		if !strings.HasSuffix(after, ",") || after != "," {
			return span{}
		}
		if last = s.skipAside(last); last < 0 {
			return span{}
		}
	}
	return s.phraseTo(last, false)
}

// skipAside returns the token before an aside that ends with a comma at token
// last: Aasen, who chairs the council now, said. -1 when there is none.
func (s *speech) skipAside(last int) int {
	for k := last - 1; k >= 0 && last-k <= longestAside; k-- {
		if s.tokens[k].after == "" {
			continue
		}
		first := s.tokens[k+1]
		if s.tokens[k].after != "," || days[s.tokens[k].word] {
			return -1
		}
		if last-k <= 4 || first.low == "who" || first.low == "whose" || articles[first.word] || roles[first.low] || s.capital(k+1) {
			return k
		}
		return -1
	}
	return -1
}

// phraseTo returns the noun phrase that ends at token last. An object may
// follow any word, a subject only one that begins a clause.
func (s *speech) phraseTo(last int, object bool) span {
	head := s.tokens[last]
	if owner, _, _ := strings.Cut(head.low, "’"); pronouns[owner] || pronouns[head.low] || clauses[head.low] || prepositions[head.low] || days[head.word] || possessive(head.low) ||
		verbs[head.low] != 0 && !s.capital(last) && !utterances[head.low] || number(head.low) || articles[head.word] ||
		strings.HasSuffix(head.low, "ed") && !s.capital(last) {
		return span{}
	}
	p := phrase{speech: s, last: last, from: last, and: -1, object: object}
	p.loose = !s.capital(last) && !roles[head.low]
	for i := last - 1; i >= 0; i-- {
		if s.cut(i) || last-i > longestPhrase || !p.take(i) {
			break
		}
	}
	return p.found()
}

// phrase is a noun phrase that is being read from its last word backwards.
type phrase struct {
	*speech
	from, last int
	and        int  // the token after "and"; -1: none
	loose      bool // holds nouns that nobody knows: an article, owner or name must come
	object     bool
	failed     bool
}

// take reads token i and reports whether the phrase goes on before it.
func (p *phrase) take(i int) bool {
	t := p.tokens[i]
	switch {
	case articles[t.word]:
		p.from, p.loose = i, false
		p.failed = i > 0 && !p.object && !p.cut(i-1) && !p.begins(i-1)
		return !p.failed && i > 0 && !p.cut(i-1) && p.joins(i-1)
	case t.low == "and":
		if i == 0 || p.cut(i-1) || p.and >= 0 || !p.capital(i-1) && !roles[p.tokens[i-1].low] {
			return false
		}
		p.and = i + 1
		return true
	case p.joins(i):
		p.from, p.loose = i, true
		return true
	case prepositions[t.low]:
		p.failed = !p.object
		return false
	case dated(t), adverbs[t.low], number(t.low) && len(t.low) == 4, verbs[t.low] != 0 && !p.capital(i) && !utterances[t.low]:
		return false
	case clauses[t.low], auxiliaries[t.low]:
		p.failed = auxiliaries[t.low] && !clauses[t.low]
		return false
	case pronouns[t.low]:
		return false
	case possessive(t.low):
		p.from = i
		p.loose = !p.capital(i)
		return true
	case p.capital(i):
		p.from, p.loose = i, false
		return true
	case roles[t.low] || modifiers[t.low] || number(t.low):
		p.from = i
		return true
	}
	if first := p.tokens[p.from]; p.capital(p.from) && !articles[first.word] {
		participle := strings.HasSuffix(t.low, "ing") || strings.HasSuffix(t.low, "ed")
		if p.cut(i-1) && !participle && !strings.HasSuffix(t.low, "ly") && p.and < 0 { // …, harbourmaster Edwin Tarr said
			p.from = i
			return true
		}
		p.failed = participle && !p.object // analysts following Gazprom
		if p.and >= 0 && !p.failed {
			p.from, p.and = p.and, -1
		}
		return false
	}
	if p.failed = strings.HasSuffix(t.low, "ed") && !p.object; p.failed { // The town dismissed media reports that
		return false
	}
	p.from, p.loose = i, true
	return true
}

// dated reports whether a word is one of a date.
func dated(t token) bool { return days[t.word] || days[t.low] }

// begins reports whether a noun phrase may begin after token i.
func (p *phrase) begins(i int) bool {
	t := p.tokens[i]
	return clauses[t.low] || dated(t) || adverbs[t.low] || verbs[t.low] != 0 || p.joins(i) || number(t.low) && len(t.low) == 4
}

// joins reports whether token i is a preposition that joins two parts of one
// noun phrase: the head of the agency, officials in Kyiv.
func (p *phrase) joins(i int) bool {
	if i == 0 || p.cut(i-1) {
		return false
	}
	before := p.tokens[i-1]
	switch p.tokens[i].low {
	case "of":
		return !verbPast(before.low)
	case "for", "in", "at", "from":
		return roles[before.low]
	}
	return false
}

// found returns the phrase, empty when it is none.
func (p *phrase) found() span {
	if p.failed || p.loose || pronouns[p.tokens[p.from].low] && !articles[p.tokens[p.from].word] {
		return span{}
	}
	if p.and >= 0 && p.from >= p.and { // "and" was read, but nothing before it
		p.and = -1
	}
	if p.and >= 0 && p.from > 0 && strings.Contains(p.tokens[p.from-1].after, ",") && p.capital(p.from-1) && !days[p.tokens[p.from-1].word] {
		return span{} // Russia, China and Iran said
	}
	return span{p.from, p.last + 1}
}

// inverted returns the noun phrase after the verb at token v when they are
// turned around: “…,” says Aasen.
func (s *speech) inverted(v int) span {
	if v == 0 || v+1 >= len(s.tokens) || s.tokens[v].after != "" || s.tokens[v+1].before != "" {
		return span{}
	}
	quote := s.closed(v - 1)
	if !quote && !strings.HasSuffix(s.tokens[v-1].after, ",") {
		return span{}
	}
	if verbs[s.tokens[v].low] == verbImply {
		return span{}
	}
	who := s.phraseFrom(v+1, false)
	if who.end > who.start && (quote || s.cut(who.end-1)) {
		return who
	}
	return span{}
}

// cited returns the noun phrase after "according to", which token i follows.
func (s *speech) cited(i int) span {
	who := s.phraseFrom(i, true)
	if who.end <= who.start {
		return span{}
	}
	to := i - 1
	if to <= 1 || s.cut(to-2) {
		return who
	}
	for k := who.start; k < who.end; k++ { // dress according to the weather
		if t := s.tokens[k]; s.capital(k) || s.speaks(t) || utterances[t.low] {
			return who
		}
	}
	return span{}
}

// phraseFrom returns the noun phrase that begins at token i. A wide one goes
// on over prepositions: a report by the ministry.
func (s *speech) phraseFrom(i int, wide bool) span {
	if i >= len(s.tokens) {
		return span{}
	}
	first := s.tokens[i]
	if pronouns[first.low] && !articles[first.word] || prepositions[first.low] || days[first.word] || first.quote > 0 ||
		!articles[first.word] && !s.capital(i) && !possessive(first.low) && !roles[first.low] && !modifiers[first.low] && !number(first.low) {
		return span{}
	}
	end := i
	for ; end < len(s.tokens) && end-i < longestPhrase; end++ {
		t := s.tokens[end]
		if end > i && (t.before != "" || days[t.word] || auxiliaries[t.low] && t.low != "to" || verbs[t.low] != 0 && !utterances[t.low] ||
			clauses[t.low] && t.low != "and" || adverbs[t.low] || prepositions[t.low] && !wide && t.low != "of" || published(t.low)) {
			break
		}
		if s.cut(end) {
			end++
			break
		}
	}
	for end > i && (prepositions[s.tokens[end-1].low] || clauses[s.tokens[end-1].low]) && s.tokens[end-1].after == "" {
		end--
	}
	if end == i+1 && articles[first.word] {
		return span{}
	}
	return span{i, end}
}

// published reports whether a participle begins what is told about a source:
// a report released on Monday.
func published(low string) bool {
	switch low {
	case "released", "published", "obtained", "seen", "reviewed", "cited", "posted", "provided", "shared", "issued", "filed":
		return true
	}
	return false
}

// owner returns who made the statement that the link names: Peskov’s
// statement, a statement by the Kremlin.
func (s *speech) owner(link span) string {
	noun := link.end - 1
	if !utterances[s.tokens[noun].low] {
		return ""
	}
	if noun+2 < len(s.tokens) && !s.cut(noun) {
		if next := s.tokens[noun+1].low; next == "by" || next == "from" {
			return s.name(s.phraseFrom(noun+2, false))
		}
	}
	for i := noun - 1; i >= 0 && noun-i <= 3 && !s.cut(i); i-- {
		if low := s.tokens[i].low; possessive(low) {
			return s.possessor(i)
		}
	}
	return ""
}

// possessor returns the noun phrase that ends with the possessive at token i,
// without the ending.
func (s *speech) possessor(i int) string {
	t := s.tokens[i]
	for _, ending := range []string{"’s", "'s", "’"} {
		if bare, ok := strings.CutSuffix(t.word, ending); ok {
			s.tokens[i].word, s.tokens[i].low = bare, strings.ToLower(bare)
			s.tokens[i].end = t.start + len(bare)
			defer func() { s.tokens[i] = t }()
			return s.name(s.phraseTo(i, true))
		}
	}
	return ""
}

// cut reports whether a sign stands between token i and the next one; before
// the first and after the last there is one.
func (s *speech) cut(i int) bool {
	return i < 0 || i+1 >= len(s.tokens) || s.tokens[i].after != "" || s.tokens[i+1].before != ""
}

// closed reports whether a quotation ends with token i.
func (s *speech) closed(i int) bool {
	return i >= 0 && s.tokens[i].quote > 0 && strings.ContainsAny(s.tokens[i].after, "”\"’»")
}

// tail reports whether only where, when and to whom it was said follows the
// verb at token v, up to the next sign.
func (s *speech) tail(v int) bool {
	if s.cut(v) {
		return true
	}
	next := s.tokens[v+1]
	if days[next.word] || prepositions[next.low] && next.low != "of" || next.low == "last" || next.low == "this" || next.low == "when" {
		return true
	}
	if low := s.tokens[v].low; low != "told" && low != "tells" {
		return false
	}
	for i := v + 1; i < len(s.tokens) && i-v <= 6; i++ {
		if s.tokens[i].low == "that" {
			return false
		}
		if s.cut(i) || i+1 < len(s.tokens) && (prepositions[s.tokens[i+1].low] || days[s.tokens[i+1].word]) {
			return true
		}
	}
	return false
}

// speaks reports whether a word is one for those who speak.
func (s *speech) speaks(t token) bool {
	return roles[t.low] || roles[strings.TrimSuffix(t.low, "s")]
}

func possessive(low string) bool {
	return strings.HasSuffix(low, "’s") || strings.HasSuffix(low, "'s") || strings.HasSuffix(low, "s’")
}

func number(low string) bool { return low != "" && low[0] >= '0' && low[0] <= '9' }

func verbPast(low string) bool { return strings.HasSuffix(low, "ed") || verbs[low] != 0 }
