package feed

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
)

// NewID makes an article's identity within its source: from the feed's own
// identifier when it has one, else from the address, else from the headline,
// date and body. The result is 16 hexadecimal digits.
func NewID(a *Article, guid string) ID {
	switch {
	case guid != "":
		return hash("guid", a.Source, guid)
	case Canonical(a.URL) != "":
		return hash("url", Canonical(a.URL))
	}
	return hash("text", a.Source, a.Title, strconv.FormatInt(a.Published.Unix(), 10), a.Body)
}

func hash(parts ...string) ID {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return ID(hex.EncodeToString(h.Sum(nil)[:8]))
}
