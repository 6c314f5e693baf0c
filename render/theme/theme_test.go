package theme

import (
	"math"
	"strconv"
	"strings"
	"testing"
)

// luminance is the relative luminance of WCAG 2.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	v, err := strconv.ParseUint(hex[1:], 16, 32)
	if err != nil {
		t.Fatalf("colour %q: %v", hex, err)
	}
	part := func(c uint64) float64 {
		s := float64(c&255) / 255
		if s <= 0.03928 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*part(v>>16) + 0.7152*part(v>>8) + 0.0722*part(v)
}

func contrast(t *testing.T, a, b string) float64 {
	la, lb := luminance(t, a), luminance(t, b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func TestEveryInkCanBeRead(t *testing.T) {
	for name, p := range papers {
		for ink := Body; ink < inks; ink++ {
			least := 4.5
			switch ink {
			case Hairline:
				continue // decoration
			case Line:
				least = 3
			}
			if got := contrast(t, p.ink[ink], p.ground[Paper]); got < least {
				t.Errorf("%s: ink %d on paper has contrast %.2f, want %.1f", name, ink, got, least)
			}
			if ink == Line {
				continue
			}
			if got := contrast(t, p.ink[ink], p.ground[Raised]); got < least {
				t.Errorf("%s: ink %d on raised ground has contrast %.2f, want %.1f", name, ink, got, least)
			}
		}
		if got := contrast(t, p.matchInk, p.ground[Match]); got < 7 {
			t.Errorf("%s: matches have contrast %.2f, want 7", name, got)
		}
		if got := contrast(t, p.ground[Paper], p.ink[Accent]); got < 7 {
			t.Errorf("%s: the focused link has contrast %.2f, want 7", name, got)
		}
	}
}

func TestProfiles(t *testing.T) {
	for _, name := range Names() {
		mono := New(name, Mono)
		for i, s := range mono.sgr {
			if strings.Contains(s, ";38;") || strings.Contains(s, ";48;") || strings.Contains(s, ";9") && len(s) > len("\x1b[0;1;3;4;9;7m") {
				t.Errorf("%s without colours: look %d is %q", name, i, s)
			}
		}
		if mono.Background() != nil || New(name, Sixteen).Foreground() != nil {
			t.Errorf("%s: a terminal without many colours must keep its own ground", name)
		}
	}
	if got := New("night", Mono).SGR(Look{Ground: Focus}); got != "\x1b[0;7m" {
		t.Errorf("focus without colours is %q, want inverse", got)
	}
	if got := New("night", Rich).SGR(Look{}); got != "\x1b[0m" {
		t.Errorf("plain body text is %q, want a bare reset", got)
	}
	if got, want := New("night", Rich).SGR(Look{Ink: Accent, Attr: Bold}), "\x1b[0;1;38;2;232;138;110m"; got != want {
		t.Errorf("accent is %q, want %q", got, want)
	}
}

func TestNextGoesRound(t *testing.T) {
	th := For(true, Rich)
	if th.Name != "night" || !th.Dark {
		t.Fatalf("the dark paper is %s", th.Name)
	}
	for range Names() {
		th = th.Next()
	}
	if th.Name != "night" {
		t.Errorf("after all papers comes %s, want night again", th.Name)
	}
	if New("nosuch", Rich).Name != "night" {
		t.Error("an unknown paper must give Night")
	}
}

// TestEverySequenceStandsAlone lets no look take over anything from the one
// before, and no terminal be asked for more than it has.
func TestEverySequenceStandsAlone(t *testing.T) {
	for _, name := range Names() {
		for profile, forbidden := range map[Profile]string{Rich: "", Sixteen: ";38;,;48;", Mono: ";38;,;48;,;3,;9"} {
			th := New(name, profile)
			for ink := Body; ink < inks; ink++ {
				for ground := Paper; ground < grounds; ground++ {
					s := th.SGR(Look{Ink: ink, Ground: ground})
					if !strings.HasPrefix(s, "\x1b[0") || !strings.HasSuffix(s, "m") || strings.Trim(s[2:len(s)-1], "0123456789;") != "" {
						t.Errorf("%s, profile %d: ink %d on ground %d is %q", name, profile, ink, ground, s)
					}
					for _, f := range strings.Split(forbidden, ",") {
						if f != "" && strings.Contains(s, f) {
							t.Errorf("%s, profile %d: %q has %q", name, profile, s, f)
						}
					}
				}
			}
		}
		sixteen := New(name, Sixteen)
		for _, ground := range []Ground{Match, Focus} {
			if s := sixteen.SGR(Look{Ink: Link, Ground: ground}); s != "\x1b[0;7m" {
				t.Errorf("%s with sixteen colours: ground %d is %q, want inverse", name, ground, s)
			}
		}
		rich := New(name, Rich)
		if a, b := rich.SGR(Look{Ground: Focus}), rich.SGR(Look{Ink: Link, Ground: Match}); a == b || rich.Foreground() == nil || rich.Background() == nil {
			t.Errorf("%s: focus %q, match %q", name, a, b)
		}
		if s := rich.SGR(Look{Attr: Bold | Italic | Underline | Strike | Reverse}); s != "\x1b[0;1;3;4;9;7m" {
			t.Errorf("%s: all attributes are %q", name, s)
		}
	}
}
