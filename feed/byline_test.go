package feed

import "testing"

func TestByline(t *testing.T) {
	for _, c := range []struct {
		names []string
		want  string
	}{
		{nil, ""},
		{[]string{"", " "}, ""},
		{[]string{"By Ann Vale"}, "Ann Vale"},
		{[]string{"BY ANN VALE"}, "ANN VALE"},
		{[]string{"Byron"}, "Byron"},
		{[]string{"Ann Vale", "ann vale", "by Bo Ash"}, "Ann Vale and Bo Ash"},
		{[]string{"Ann Vale", "Bo Ash,", "Cy Fen"}, "Ann Vale, Bo Ash and Cy Fen"},
	} {
		if got := Byline(c.names...); got != c.want {
			t.Errorf("%q: %q, want %q", c.names, got, c.want)
		}
	}
}
