package parse

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

const (
	// maxDecoded is how many bytes may come out of a packed document. More is
	// an error, since a document that is cut in silence reads as if whole.
	maxDecoded = 64 << 20
	maxPacked  = 3    // gzip within gzip within gzip
	headBytes  = 4096 // how far in a document its charset may be declared
)

var (
	errTooLarge = fmt.Errorf("it unpacks to more than %d MB", maxDecoded>>20)
	errPacked   = errors.New("it is packed with gzip, but damaged")
	errBinary   = errors.New("this is binary data, not text")

	xmlCharset  = regexp.MustCompile(`^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']`)
	htmlCharset = regexp.MustCompile(`(?i)<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)`)
)

// decode turns the bytes of a document into UTF-8 text without byte order
// mark: gzip is unpacked, the charset found. Clean UTF-8 comes back as it is,
// not copied. The notes say what was lost on the way.
func decode(data []byte, contentType string) (text []byte, notes []string, err error) {
	data, notes, err = unpack(data)
	if err != nil {
		return nil, nil, err
	}
	if order, skip := wide(data); order != nil {
		return order.text(data[skip:]), notes, nil
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	head := data[:min(len(data), headBytes)]
	labels := declared(head, contentType)
	if utf8.Valid(data) {
		if enc := stateful(data, labels); enc != nil {
			if out, ok := convert(data, enc); ok {
				return out, notes, nil
			}
		}
		if len(labels) > 0 && latin(labels[0]) {
			data = raiseC1(data)
		}
		return data, notes, nil
	}
	return recode(data, labels), notes, nil
}

// unpack undoes gzip, which some servers leave in the body.
func unpack(data []byte) (out []byte, notes []string, err error) {
	for range maxPacked {
		if !bytes.HasPrefix(data, []byte("\x1f\x8b\x08")) {
			return data, notes, nil
		}
		var whole bool
		if data, whole, err = gunzip(data); err != nil {
			return nil, nil, err
		}
		if !whole {
			notes = append(notes, "the packed data is cut off or damaged: kept what could be unpacked")
		}
	}
	return data, notes, nil
}

// gunzip unpacks all members of gzip data; what follows them and is none is
// left out. It reports whether all was whole.
func gunzip(data []byte) (out []byte, whole bool, err error) {
	in := bytes.NewReader(data)
	r, err := gzip.NewReader(in)
	if err != nil {
		return nil, false, errPacked
	}
	var b bytes.Buffer
	for {
		r.Multistream(false)
		_, err = io.Copy(&b, io.LimitReader(r, int64(maxDecoded+1-b.Len())))
		switch {
		case b.Len() > maxDecoded:
			return nil, false, errTooLarge
		case err != nil && b.Len() == 0:
			return nil, false, errPacked
		case err != nil:
			return b.Bytes(), false, nil
		case r.Reset(in) != nil:
			return b.Bytes(), true, nil
		}
	}
}

// declared lists the charsets that a document is said to be in, the most
// trustworthy first. The Latin-1 of a header is often only the server's
// habit, so what the document says itself goes before that.
func declared(head []byte, contentType string) []string {
	var own, header string
	if m := xmlCharset.FindSubmatch(head); m != nil {
		own = string(m[1])
	} else if !bytes.HasPrefix(head, []byte("<?xml")) {
		if m := htmlCharset.FindSubmatch(head); m != nil {
			own = string(m[1])
		}
	}
	if _, params, err := mime.ParseMediaType(contentType); err == nil {
		header = params["charset"]
	}
	if latin(header) {
		return known(own, header)
	}
	return known(header, own)
}

// known keeps the labels that stand for a charset.
func known(labels ...string) []string {
	var out []string
	for _, l := range labels {
		if enc, _ := charset.Lookup(l); enc != nil {
			out = append(out, l)
		}
	}
	return out
}

// latin reports whether a label is one of Latin-1's, which everybody reads as
// windows-1252.
func latin(label string) bool {
	_, name := charset.Lookup(label)
	return name == "windows-1252"
}

// stateful returns the declared charset when it is one that looks like ASCII.
func stateful(data []byte, labels []string) encoding.Encoding {
	if bytes.IndexByte(data, 0x1b) < 0 {
		return nil
	}
	for _, l := range labels {
		if enc, name := charset.Lookup(l); name == "iso-2022-jp" {
			return enc
		}
	}
	return nil
}

// raiseC1 replaces the C1 controls by what windows-1252 has in their places:
// nobody means the controls, and Latin-1 that somebody else decoded to UTF-8
// is full of them.
func raiseC1(data []byte) []byte {
	i := bytes.IndexByte(data, 0xc2)
	for i >= 0 && (i+1 >= len(data) || data[i+1] > 0x9f) {
		n := bytes.IndexByte(data[i+1:], 0xc2)
		if n < 0 {
			return data
		}
		i += 1 + n
	}
	if i < 0 {
		return data
	}
	out := append(make([]byte, 0, len(data)+len(data)/16), data[:i]...)
	for ; i < len(data); i++ {
		if data[i] == 0xc2 && i+1 < len(data) && data[i+1] <= 0x9f {
			i++
			out = utf8.AppendRune(out, charmap.Windows1252.DecodeByte(data[i]))
			continue
		}
		out = append(out, data[i])
	}
	return out
}

// recode turns text that is no valid UTF-8 into it: by the charset that is
// declared, else by what the bytes look like, else as windows-1252.
func recode(data []byte, labels []string) []byte {
	good, bad := sequences(data)
	if good >= bad && good > 0 {
		return mixed(data) // mostly UTF-8, whatever it says it is
	}
	for _, l := range labels {
		enc, name := charset.Lookup(l)
		if name == "utf-8" {
			if good*4 >= bad && good > 0 {
				return mixed(data)
			}
			continue
		}
		if out, ok := convert(data, enc); ok {
			return out
		}
	}
	if r, err := chardet.NewTextDetector().DetectBest(sample(data)); err == nil && r.Confidence >= 20 && !strings.HasPrefix(r.Charset, "UTF-") {
		if enc, _ := charset.Lookup(strings.ToLower(r.Charset)); enc != nil {
			if out, ok := convert(data, enc); ok {
				return out
			}
		}
	}
	return mixed(data)
}

// sample is a piece of a document that is long enough to tell its charset,
// from where its first letters outside ASCII are.
func sample(data []byte) []byte {
	const enough = 64 << 10
	for i, b := range data {
		if b >= utf8.RuneSelf {
			from := max(0, i-1024)
			return data[from:min(len(data), from+enough)]
		}
	}
	return data[:min(len(data), enough)]
}

// convert decodes data and reports whether it fits the charset: few
// characters came out as replacements.
func convert(data []byte, enc encoding.Encoding) ([]byte, bool) {
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return nil, false
	}
	lost := bytes.Count(out, []byte("\ufffd"))
	return raiseC1(out), lost*200 <= len(data)
}

// sequences counts the valid sequences of more than one byte and the bytes
// that belong to none.
func sequences(data []byte) (good, bad int) {
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good, bad
}

// mixed reads what is valid UTF-8 as that and each other byte as windows-1252.
// A character that is cut off by the end of the document is dropped.
func mixed(data []byte) []byte {
	out := make([]byte, 0, len(data)+len(data)/8)
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case r != utf8.RuneError || n > 1:
			out = append(out, data[i:i+n]...)
		case !utf8.FullRune(data[i:]):
			return out
		default:
			out = utf8.AppendRune(out, charmap.Windows1252.DecodeByte(data[i]))
		}
		i += n
	}
	return out
}
