package render

import "testing"

func TestQuote(t *testing.T) {
	for s, want := range map[string]string{
		"He left.":              "“He left.”",
		"“I left,” he said.":    "“I left,” he said.",
		`"I left," he said.`:    `"I left," he said.`,
		"「雨だ」と彼は言った。":           "「雨だ」と彼は言った。",
		"The “big meeting” is.": "“The “big meeting” is.”",
	} {
		if got := Quote(s); got != want {
			t.Errorf("Quote(%q) = %q, want %q", s, got, want)
		}
	}
}
