package theme

import (
	"strconv"
)

// paper is one set of colours, as "#RRGGBB".
type paper struct {
	dark     bool
	ink      [inks]string
	ground   [grounds]string // Focus is the accent and not given here
	matchInk string
}

// papers are the four that ship. All text has a contrast of at least 4.5 on
// the paper and on raised ground, lines that mean something at least 3 (WCAG
// 2; the test computes it).
var papers = map[string]paper{
	"newsprint": {
		ink: [inks]string{Body: "#2A261F", Head: "#0F0D0A", Second: "#544D41", Third: "#6B6253", Hairline: "#D3C9B6", Line: "#968B78",
			Accent: "#9C1C1F", Link: "#17497F", Visited: "#6B3C7D", Star: "#8A5A00", Good: "#2E6434", Warn: "#8A4B00", Bad: "#A3151B"},
		ground:   [grounds]string{Paper: "#FAF6EC", Raised: "#F1EADB", Match: "#F4DD8D"},
		matchInk: "#1E1B16",
	},
	"night": {
		dark: true,
		ink: [inks]string{Body: "#DAD3C5", Head: "#FBF6EA", Second: "#B3AA9A", Third: "#978E7E", Hairline: "#3A352E", Line: "#6F6759",
			Accent: "#E88A6E", Link: "#92BCE6", Visited: "#C3A6D8", Star: "#E2B65A", Good: "#9CC28A", Warn: "#E0A458", Bad: "#F08A7C"},
		ground:   [grounds]string{Paper: "#161412", Raised: "#23201C", Match: "#5C4A14"},
		matchInk: "#FFF3CF",
	},
	"salmon": {
		ink: [inks]string{Body: "#2E2721", Head: "#120E0B", Second: "#564A40", Third: "#6B5D50", Hairline: "#DDC5B0", Line: "#9C8671",
			Accent: "#990F3D", Link: "#0D5F6B", Visited: "#6B3C7D", Star: "#8A5200", Good: "#2B6236", Warn: "#8A4600", Bad: "#A3151B"},
		ground:   [grounds]string{Paper: "#FFF1E5", Raised: "#F6E3D3", Match: "#F7D774"},
		matchInk: "#26201B",
	},
	"slate": {
		dark: true,
		ink: [inks]string{Body: "#D2D8DF", Head: "#F4F7FA", Second: "#A9B2BD", Third: "#8B95A1", Hairline: "#303842", Line: "#626D79",
			Accent: "#E9967A", Link: "#8CC0F0", Visited: "#C0A9E0", Star: "#E2B65A", Good: "#93C48F", Warn: "#E0A458", Bad: "#F28B82"},
		ground:   [grounds]string{Paper: "#12161B", Raised: "#1C222A", Match: "#54480F"},
		matchInk: "#FFF3CF",
	},
}

// With sixteen colours the inks of text are the terminal's foreground; only
// what must stand out has a colour.
var (
	sixteenDark = [inks]string{Hairline: ";90", Line: ";90", Accent: ";91", Link: ";96", Visited: ";95", Star: ";93",
		Good: ";92", Warn: ";93", Bad: ";91"}
	sixteenLight = [inks]string{Hairline: ";90", Line: ";90", Accent: ";31", Link: ";34", Visited: ";35", Star: ";33",
		Good: ";32", Warn: ";33", Bad: ";31"}
)

// rgb writes a colour as the parameters of an escape sequence.
func rgb(prefix, hex string) string {
	v, err := strconv.ParseUint(hex[1:], 16, 32)
	if err != nil {
		return ""
	}
	return prefix + strconv.Itoa(int(v>>16)) + ";" + strconv.Itoa(int(v>>8&255)) + ";" + strconv.Itoa(int(v&255))
}
