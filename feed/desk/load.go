package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"strings"

	"broadsheet/feed"
	"broadsheet/feed/parse"

	"golang.org/x/sync/errgroup"
)

const (
	readers  = 8   // sources that are read at the same time
	putBatch = 256 // articles of a folder that are listed together
)

// readAll reads every source; fresh says that even what did not change is
// read, and standard input, which cannot be read twice. What goes wrong with a
// source is told as news. The only error is that ctx ended.
func (d *Desk) readAll(ctx context.Context, fresh bool) error {
	var g errgroup.Group
	g.SetLimit(readers)
	for _, o := range d.origins {
		g.Go(func() error {
			defer d.recoverAs("read " + o.name)
			d.read(ctx, o, fresh)
			return nil
		})
	}
	_ = g.Wait() // they return none
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("read the sources: %w", err)
	}
	return nil
}

// Reload reads the sources again: files that changed, and every address. It
// returns when all have been read; what went wrong is told as news. The only
// error is that ctx ended.
func (d *Desk) Reload(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	defer context.AfterFunc(d.ctx, stop)()
	d.news.begin()
	defer d.news.end()
	return d.readAll(ctx, false)
}

func (d *Desk) read(ctx context.Context, o *origin, fresh bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	switch {
	case ctx.Err() != nil:
	case o.kind == fromBundle && fresh:
		d.readBundle(o)
	case o.kind == fromStdin && fresh:
		d.readStdin(ctx, o)
	case o.kind == fromAddress:
		d.readAddress(ctx, o)
	case o.kind == fromPath:
		d.readPath(ctx, o, fresh)
	}
}

// put takes in what a document holds.
func (d *Desk) put(r parse.Result) {
	givePapers(r)
	added, changed := d.library.Put(r.Source, r.Articles)
	if added+changed > 0 {
		d.news.arrive()
		d.setBodies()
	}
}

// givePapers gives every article the name of its paper: where it does not say
// it, that of another one from the same host, else the host it was published
// at, wherever the file lies now, else the source.
func givePapers(r parse.Result) {
	at := map[string]string{}
	for _, a := range r.Articles {
		if host := feed.Host(a.URL); a.Paper != "" && at[host] == "" {
			at[host] = a.Paper
		}
	}
	for i := range r.Articles {
		a := &r.Articles[i]
		host := feed.Host(a.URL)
		switch {
		case a.Paper != "":
		case host != "":
			a.Paper = cmp.Or(at[host], host)
		default:
			a.Paper = r.Source.Title
		}
	}
}

// remove drops what a source does not bring any more.
func (d *Desk) remove(source string, keep []feed.ID) {
	gone := d.library.Remove(source, keep)
	for _, id := range gone {
		d.related.Remove(id)
	}
	if len(gone) > 0 {
		d.news.arrive()
		d.setBodies() // which settles what is near what
	}
}

// fails tells that an origin could not be read.
func (d *Desk) fails(o *origin, err error) {
	if d.ctx.Err() != nil || errors.Is(err, context.Canceled) {
		return // nobody is there to be told
	}
	text := feed.WashLine(err.Error())
	if !strings.HasPrefix(text, "read ") && !strings.HasPrefix(text, "fetch ") { // otherwise it says already what was tried
		text = "read " + o.name + ": " + text
	}
	d.news.trouble(text)
}

func (d *Desk) note(name string, notes []string) {
	for _, n := range notes {
		d.news.trouble("read " + name + ": " + n)
	}
}

// readBundle reads the articles that came with the program.
func (d *Desk) readBundle(o *origin) {
	names, err := fs.Glob(d.o.Bundled, "*")
	if err != nil {
		d.fails(o, err)
		return
	}
	// The reader of a first start waits for these, so all processors work on them.
	read := make([][]feed.Article, len(names))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, name := range names {
		if parse.Written(name) {
			g.Go(func() error {
				defer d.recoverAs("read " + name)
				read[i] = d.readBundled(o, name)
				return nil
			})
		}
	}
	_ = g.Wait() // they return none
	d.put(parse.Result{Source: feed.Source{Key: "bundled", Title: "Broadsheet Sampler"}, Articles: slices.Concat(read...)})
}

func (d *Desk) readBundled(o *origin, name string) []feed.Article {
	data, err := fs.ReadFile(d.o.Bundled, name)
	if err != nil {
		d.fails(o, err)
		return nil
	}
	r, err := parse.Bytes(data, parse.Options{Key: "bundled", Name: name, Now: d.o.Now()})
	if err != nil {
		d.fails(o, err)
		return nil
	}
	d.note(name, r.Notes)
	return named(r.Articles, name)
}

// named gives articles of files that name no address an identity that stays
// when their text is changed: that of the file.
func named(articles []feed.Article, name string) []feed.Article {
	for i := range articles {
		if a := &articles[i]; feed.Canonical(a.URL) == "" {
			a.ID = feed.NewID(a, name)
		}
	}
	return articles
}

// readStdin reads standard input to its end. The input cannot be interrupted,
// so a desk that is closed leaves it behind.
func (d *Desk) readStdin(ctx context.Context, o *origin) {
	if d.o.Stdin == nil {
		d.fails(o, errors.New("there is none"))
		return
	}
	type input struct {
		data []byte
		err  error
	}
	got := make(chan input, 1)
	go func() {
		var in input
		defer func() {
			if p := recover(); p != nil {
				in.err = fmt.Errorf("this program failed (%v); please report it", p)
			}
			got <- in
		}()
		in.data, in.err = readAll(d.o.Stdin)
	}()
	var in input
	select {
	case in = <-got:
	case <-ctx.Done():
		return
	}
	if in.err != nil {
		d.fails(o, in.err)
		if len(in.data) == 0 {
			return
		}
	}
	r, err := parse.Bytes(in.data, parse.Options{Key: "stdin", Name: "standard input", Now: d.o.Now()})
	if err != nil {
		d.fails(o, err)
	}
	d.note(o.name, r.Notes)
	d.put(r)
}

// readAddress fetches a feed or page. When the connection breaks in the middle,
// what came is read all the same.
func (d *Desk) readAddress(ctx context.Context, o *origin) {
	answer, err := d.o.Fetch.Get(ctx, o.at)
	if err != nil {
		d.fails(o, err)
		if len(answer.Body) == 0 {
			return
		}
	}
	r, err := parse.Bytes(answer.Body, parse.Options{Key: o.name, Name: o.name, URL: answer.URL, ContentType: answer.ContentType, Now: d.o.Now()})
	if err != nil {
		d.fails(o, err)
	}
	d.note(o.name, r.Notes)
	d.put(r)
}
