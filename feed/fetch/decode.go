package fetch

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strings"

	"broadsheet/feed"

	"github.com/andybalholm/brotli"
)

// maxEncodings is how many encodings may lie over each other; nobody honest
// uses two.
const maxEncodings = 3

// decode undoes the encodings of a body, the last one first.
func decode(answer *http.Response) (io.Reader, error) {
	var r io.Reader = answer.Body
	names := strings.Split(strings.Join(answer.Header.Values("Content-Encoding"), ","), ",")
	if len(names) > maxEncodings {
		return nil, fmt.Errorf("the document is encoded %d times over", len(names))
	}
	for i := len(names) - 1; i >= 0; i-- {
		switch name := strings.ToLower(strings.TrimSpace(names[i])); name {
		case "", "identity":
		case "gzip", "x-gzip":
			unzipped, err := unzip(r)
			if err != nil {
				return nil, err
			}
			r = unzipped
		case "br":
			r = brotli.NewReader(r)
		default:
			return nil, fmt.Errorf("the document comes encoded as %q, which was not asked for", feed.Shorten(feed.WashLine(name), 40))
		}
	}
	return r, nil
}

// unzip undoes gzip where there is any: some servers name it and send plain
// text.
func unzip(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	if magic, _ := b.Peek(2); !bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		return b, nil
	}
	z, err := gzip.NewReader(b)
	if err != nil {
		return nil, fmt.Errorf("unzip the document: %w", err)
	}
	return z, nil
}
