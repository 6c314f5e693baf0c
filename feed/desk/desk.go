// Package desk owns the editor's desk: it has the sources read, the bodies set
// and indexed, and answers what is asked about the articles: which there are,
// one of them whole, what stands beside it, where a claim comes from. It is the
// only room where the others meet.
package desk

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"sync"
	"time"

	"broadsheet/feed"
	"broadsheet/feed/fetch"
	"broadsheet/feed/library"
	"broadsheet/feed/related"
)

// Options say what a desk reads and how it reaches outside. The zero value of
// each stands for what is said beside it.
type Options struct {
	// Sources are paths of article files, of folders of them, of saved feeds
	// and pages; addresses of feeds and pages; "-" is standard input.
	Sources []string
	Stdin   io.Reader // what "-" is; none
	Bundled fs.FS     // article files that are read when there are no sources; none

	Fetch         *fetch.Client    // a client of its own
	Now           func() time.Time // time.Now; for when articles are first seen
	Browser       []string         // the words of the command that opens an address, "%s" standing for it; the system's way
	SearchAddress string           // of a web search, "%s" standing for the query; DuckDuckGo's
	Tick          <-chan time.Time // when to look whether files have changed; every two seconds
}

const (
	pollEvery  = 2 * time.Second
	searchWeb  = "https://duckduckgo.com/?q=%s"
	keptBeside = 64 // answers of Beside that are remembered
)

// Desk is an editor's desk. Its methods may be called at the same time.
type Desk struct {
	o       Options
	ctx     context.Context
	end     context.CancelFunc
	all     sync.WaitGroup // the goroutines of the desk
	library *library.Library
	related *related.Index
	news    *newsroom
	origins []*origin

	setting struct {
		sync.Mutex
		busy, again bool
	}

	memory memory
}

// New opens a desk and begins to read its sources in the background. What
// comes of it is told by [Desk.News]. Close ends it.
func New(o Options) *Desk {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Fetch == nil {
		o.Fetch = fetch.New(fetch.Options{})
	}
	o.SearchAddress = cmp.Or(o.SearchAddress, searchWeb)
	d := &Desk{o: o, library: library.New(), related: related.New(), news: newNewsroom()}
	d.ctx, d.end = context.WithCancel(context.Background())
	d.origins = origins(o)
	d.work("read the sources", func() {
		_ = d.readAll(d.ctx, true) // the only error is that the desk was closed
	})
	if watched(d.origins) {
		d.spawn("watch the files", d.watch)
	}
	return d
}

// Close ends everything that goes on in the background and waits for it, but
// for a standard input that does not end.
func (d *Desk) Close() {
	d.end()
	d.all.Wait()
}

// spawn runs f in a goroutine of the desk. A panic in it must not take the
// terminal down: it becomes news.
func (d *Desk) spawn(what string, f func()) {
	d.all.Go(func() {
		defer d.recoverAs(what)
		f()
	})
}

// work runs f as spawn does; until it has ended, and its trouble has been told,
// it is not quiet at the desk.
func (d *Desk) work(what string, f func()) {
	d.news.begin()
	d.all.Go(func() {
		defer d.news.end()
		defer d.recoverAs(what)
		f()
	})
}

func (d *Desk) recoverAs(what string) {
	if p := recover(); p != nil {
		d.news.trouble(fmt.Sprintf("%s: this program failed (%v); please report it", what, p))
	}
}

// News waits for the next thing that happens at the desk. Arrivals are told
// once for all that came since the last time.
func (d *Desk) News(ctx context.Context) (feed.News, error) { return d.news.next(ctx) }

// List returns the articles that answer a query, newest first, undated ones
// last.
func (d *Desk) List(ctx context.Context, q feed.Query) (feed.Listing, error) {
	return d.library.Find(ctx, q)
}

// Article returns an article whole, its body as Markdown. One whose body has
// not been set yet is set at once.
func (d *Desk) Article(ctx context.Context, id feed.ID) (feed.Article, error) {
	if err := ctx.Err(); err != nil {
		return feed.Article{}, fmt.Errorf("open article: %w", err)
	}
	if draft, ok := d.library.Draft(id); ok {
		d.set([]library.Draft{draft})
	}
	a, ok := d.library.Article(id)
	if !ok {
		return feed.Article{}, notHeld("open article", id)
	}
	return a, nil
}

// SetRead marks an article as read or unread.
func (d *Desk) SetRead(_ context.Context, id feed.ID, read bool) error {
	if !d.library.SetRead(id, read) {
		return notHeld("mark article", id)
	}
	return nil
}

// SetStarred gives an article a star or takes it away.
func (d *Desk) SetStarred(_ context.Context, id feed.ID, starred bool) error {
	if !d.library.SetStarred(id, starred) {
		return notHeld("mark article", id)
	}
	return nil
}

func notHeld(what string, id feed.ID) error {
	return fmt.Errorf("%s %s: its source does not bring it any more", what, feed.Shorten(feed.WashLine(string(id)), 40))
}
