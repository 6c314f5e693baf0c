// Package parse owns the way from bytes to articles: it finds out what kind of
// document it has, decodes it to UTF-8, cures broken feeds so that gofeed
// reads every whole item of them, and turns feeds, pages and article files
// into [feed.Article]s.
package parse

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"broadsheet/feed"
	"broadsheet/feed/extract"
)

// Options say what is known of a document besides its bytes.
type Options struct {
	Key         string    // the key of its source
	Name        string    // for errors, and the title where there is no other: a file name, an address, "standard input"
	URL         string    // the document's own address; "" for files
	ContentType string    // of the HTTP answer; "" otherwise
	Now         time.Time // when the articles are seen
}

// Result is what a document holds.
type Result struct {
	Source   feed.Source
	Articles []feed.Article // washed; the body of a feed's article may still be HTML, see [feed.Article.Form]
	Notes    []string       // what was wrong but could be saved, each a washed line
}

// Bytes reads a document of any kind: a feed, a web page, an article file. It
// fails when nothing can be read of it, saying what it is instead.
func Bytes(data []byte, o Options) (Result, error) {
	r := Result{Source: o.source()}
	text, notes, err := open(data, o)
	if err != nil {
		return r, fail("document", o, err)
	}
	r.Notes = notes
	switch d := detect(text, o); d.kind {
	case kindFeed, kindJSONFeed:
		return readFeed(text, d, r, o)
	case kindPage:
		return readPage(string(text), r, o)
	case kindArticle:
		o.ContentType = "" // it is UTF-8 by now
		a, err := File(text, o)
		if err != nil {
			return r, err
		}
		r.Articles = []feed.Article{a}
		return r, nil
	default:
		return r, fail("document", o, d.err())
	}
}

// Feed reads the bytes of a feed: RSS, Atom or JSON Feed. It keeps every whole
// item of a damaged one, and says so in the notes; it fails when there is none
// to keep.
func Feed(data []byte, o Options) (Result, error) {
	r := Result{Source: o.source()}
	text, notes, err := open(data, o)
	if err != nil {
		return r, fail("feed", o, err)
	}
	r.Notes = notes
	d := detect(text, o)
	if d.kind == kindFeed || d.kind == kindJSONFeed {
		return readFeed(text, d, r, o)
	}
	return r, fail("feed", o, d.err())
}

// open decodes a document.
func open(data []byte, o Options) (text []byte, notes []string, err error) {
	if what := binaryKind(data); what != "" {
		return nil, nil, fmt.Errorf("this is %s, not text", what)
	}
	text, notes, err = decode(data, o.ContentType)
	if err != nil {
		return nil, nil, err
	}
	if what := binaryKind(text); what != "" {
		return nil, nil, fmt.Errorf("this is %s, not text", what)
	}
	return text, notes, nil
}

// readPage reads a web page that is one article.
func readPage(text string, r Result, o Options) (Result, error) {
	a, err := extract.Page(text, o.URL)
	if err != nil {
		if inner := errors.Unwrap(err); inner != nil {
			err = inner // what was tried, on what, is said below
		}
		err = cause(err)
		if feeds := extract.Feeds(text, o.URL); len(feeds) > 0 {
			err = fmt.Errorf("%w, but it names %s", err, nameFeeds(feeds))
		}
		if a.Title != "" {
			r.Source.Title = a.Title
			r.Source.Wash()
		}
		return r, fail("page", o, err)
	}
	a.Source, a.Seen = o.Key, o.Now
	if a.URL == "" {
		a.URL = o.URL
	}
	if a.Paper != "" {
		r.Source.Title = a.Paper
	} else if host := feed.Host(o.URL); host != "" {
		r.Source.Title = host
	}
	a.Paper = r.Source.Title
	a.Wash()
	a.ID = feed.NewID(&a, "")
	r.Source.Wash()
	r.Articles = []feed.Article{a}
	return r, nil
}

// nameFeeds says which feeds a page declares: at most three.
func nameFeeds(feeds []feed.Source) string {
	var names []string
	for _, f := range feeds[:min(len(feeds), 3)] {
		names = append(names, feed.WashLine(f.URL))
	}
	if n := len(feeds) - len(names); n > 0 {
		names = append(names, fmt.Sprintf("%d more", n))
	}
	if len(feeds) == 1 {
		return "the feed " + names[0]
	}
	return "the feeds " + strings.Join(names, ", ")
}

// source is what is known of the source before anything is read.
func (o Options) source() feed.Source {
	s := feed.Source{Key: o.Key, URL: o.URL, Title: o.Name}
	s.Wash()
	return s
}

// fail makes the error of a document. It is the only place that makes one, so
// that no raw byte from outside gets into an error.
func fail(what string, o Options, err error) error {
	return fmt.Errorf("read %s %s: %w", what, feed.Shorten(feed.WashLine(o.Name), 200), cause(err))
}

// washedError is a cause whose text has been washed.
type washedError struct {
	text string
	err  error
}

func (e *washedError) Error() string { return e.text }
func (e *washedError) Unwrap() error { return e.err }

// cause washes what a library says went wrong: it may repeat the document.
func cause(err error) error {
	text := feed.Shorten(feed.WashLine(err.Error()), 300)
	if text == err.Error() {
		return err
	}
	return &washedError{text, err}
}

var errEmpty = errors.New("it is empty")
