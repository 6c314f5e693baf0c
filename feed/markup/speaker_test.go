package markup

import "testing"

// speakerCase has one link; want is who says it, "" for nobody.
type speakerCase struct{ name, md, want string }

func TestSpeaker(t *testing.T) {
	testSpeakers(t, []speakerCase{
		{"subject before the verb", "The harbour board [said](#) Monday.", "The harbour board"},
		{"after a claim", "The ferries will not run this week, the harbour board [said](#) Monday.", "the harbour board"},
		{"title and name", "Harbour spokesman Olav Brekke denied a radio [report](#) claiming that the ferries would stop.", "Harbour spokesman Olav Brekke"},
		{"after a conjunction", "The denial comes after U.S. President Mary Ann Holt [said](#) Sunday that “big ships” would come.", "U.S. President Mary Ann Holt"},
		{"a name alone", "Brekke [said](#) Norway hopes the talks will go on.", "Brekke"},
		{"told after a quotation", "“The road is long, but we walk it,” Brekke [told](#) reporters.", "Brekke"},
		{"a quotation of two sentences", "“We walk. The road is long, but we walk it,” Brekke [told](#) reporters.", "Brekke"},
		{"inverted with an aside", "“Nobody [asked](#) us,” says Aasen, who chairs the council now.", "Aasen"},
		{"inverted, link on the verb", "“Nobody asked us,” [says](#) Aasen, who chairs the council now.", "Aasen"},
		{"according to", "Geese are down by half, according to the [county’s field count](#).", "the county’s field count"},
		{"according to, link on it", "Geese are down by half, [according to the county’s field count](#).", "the county’s field count"},
		{"according to, link on the claim", "Geese are [down by half](#), according to the county’s field count.", "the county’s field count"},
		{"according to someone's report", "Geese are down, according to a [report](#) by the ministry.", "a report by the ministry"},
		{"according to, first", "According to Statistics Norway, the price of fish [rose](#) by a tenth.", "Statistics Norway"},
		{"an aside before the verb", "Kari Aasen, who chairs the council now, [said](#) the money was gone.", "Kari Aasen"},
		{"an age before the verb", "Kari Aasen, 54, [said](#) the money was gone.", "Kari Aasen"},
		{"the link in what is said", "Washington’s Middle East envoy Sven Dahl said the council wants [a new pier](#).", "Washington’s Middle East envoy Sven Dahl"},
		{"a statement of someone", "The paper printed Brekke’s [statement](#) in full.", "Brekke"},
		{"a statement of an office", "The mayor read the ministry’s [report](#) on geese.", "the ministry"},
		{"a statement by someone", "It came to light in a [statement](#) by the harbour board on Friday.", "the harbour board"},
		{"in a statement", "The mayor said in a [statement](#) that the pier was safe.", "The mayor"},
		{"head and agency", "The head of the fishery agency [warned](#) that cod was rare.", "The head of the fishery agency"},
		{"spokesman for", "A spokeswoman for the ministry [said](#) that no letter had come.", "A spokeswoman for the ministry"},
		{"officials", "Senior Norwegian officials [told](#) the radio that talks had begun.", "Senior Norwegian officials"},
		{"two countries", "Russian and U.S. officials [said](#) the line was open.", "Russian and U.S. officials"},
		{"perfect", "Brekke has [said](#) that the ferries are old.", "Brekke"},
		{"adverb", "Brekke also repeatedly [denied](#) that he was paid.", "Brekke"},
		{"a date before", "On Friday Brekke [said](#) the ferries would run.", "Brekke"},
		{"a place before", "In Bergen, Brekke [said](#) the ferries would run.", "Brekke"},
		{"a study", "The study [said](#) that geese fly at night.", "The study"},
		{"a study found", "The study [found](#) that geese fly at night.", "The study"},
		{"added after a quotation", "“It is old,” Brekke [added](#).", "Brekke"},
		{"announced by a name", "Norway [announced](#) a new pier on Friday.", "Norway"},
		{"quotation led up to", "Brekke said on Friday: “The [pier](#) is old.”", "Brekke"},
		{"quotation goes on", "“The pier,” Brekke said, “is [old](#).”", "Brekke"},
		{"straight quotation marks", `"The [pier](#) is old," the mayor said.`, "the mayor"},
		{"question", "“Who [paid](#) for it?” Aasen asked.", "Aasen"},
		{"an unknown office", "Tickets go on sale at Easter, harbourmaster Edwin Tarr [said](#) on Wednesday.", "harbourmaster Edwin Tarr"},
		{"a long aside", "Lorn Haddow, who has fished from the rock steps on the north side for half a century, [told](#) the paper that the water was low.", "Lorn Haddow"},
		{"an adverb first", "Soon Tarr [said](#) the tables were wrong.", "Tarr"},
		{"a day first", "Yesterday Tarr [said](#) the tables were wrong.", "Tarr"},
		{"particle", "Ursula von der Linden [said](#) the Union would pay.", "Ursula von der Linden"},
	})
}

func TestNoSpeaker(t *testing.T) {
	testSpeakers(t, []speakerCase{
		{"another clause", "The town [closed](#) the school, but the mayor said it would open again.", ""},
		{"clause after the saying", "Brekke said the pier was safe, but the town [closed](#) it.", ""},
		{"no verb of saying", "A meeting in Turkey between lower-level officials [focused](#) on the embassies.", ""},
		{"a pronoun", "He [said](#) the pier was safe.", ""},
		{"a pronoun after a name", "Aasen laughed when she [said](#) so.", ""},
		{"a relative pronoun", "The man who [said](#) so has left.", ""},
		{"passive", "Brekke was [told](#) to leave.", ""},
		{"negated", "The board did not [say](#) who would pay.", ""},
		{"not yet", "The board will [announce](#) the price on Friday.", ""},
		{"a participle", "The deal [announced](#) Monday would end the strike.", ""},
		{"a participle with by", "The pier [announced](#) by the board is not there yet.", ""},
		{"a noun", "The town dismissed [reports](#) that the pier was old.", ""},
		{"a noun after a role", "The town dismissed media [reports](#) that the pier was old.", ""},
		{"a contraction", "PS I’ve [said](#) so before.", ""},
		{"an act", "Brekke has added [a page](#) to the book.", ""},
		{"a find", "Police found [a boat](#) on the beach.", ""},
		{"a noun at the start", "[Reports](#) of a storm kept the boats in.", ""},
		{"a preposition before the name", "People close to Brekke [said](#) he would go.", ""},
		{"unknown extent", "The crowd that met in the town hall of Bergen yesterday evening loudly and at length [said](#) no.", ""},
		{"list of names", "Norway, Sweden and Iceland [said](#) they would fish less.", ""},
		{"according to nobody", "They were paid [according to](#) plan.", ""},
		{"according to a thing", "People here [dress](#) according to the weather.", ""},
		{"according to what is linked", "Geese are down, according to the [report](#).", ""},
		{"according to what is linked, first", "According to a new [study](#), geese are down.", ""},
		{"what is linked says it", "The [report](#) said geese are down.", ""},
		{"implied", "The board met on Friday, [adding](#) that it would meet again.", ""},
		{"a heading", "# Norway [says](#) no", ""},
		{"a table", "| who | what |\n|---|---|\n| Brekke [said](#) | no |", ""},
		{"German", "Der Sprecher [sagte](#), die Fähren würden fahren.", ""},
		{"French", "Le maire a [dit](#) que le quai était vieux.", ""},
		{"only a link", "[said](#)", ""},
		{"the verb first", "[Said](#) the mayor.", ""},
	})
}

func testSpeakers(t *testing.T, cases []speakerCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			links := Links(c.md)
			if len(links) != 1 {
				t.Fatalf("%d links in %q", len(links), c.md)
			}
			if got := links[0].Speaker; got != c.want {
				t.Errorf("speaker of %q: got %q, want %q (sentence %q)", c.md, got, c.want, links[0].Sentence)
			}
		})
	}
}
