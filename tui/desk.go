// Package tui owns the screen: one Bubble Tea model that turns keys and clicks
// into commands, commands into effects, and their results into what is seen.
// Neither Update nor View reads, fetches or sets anything: all that is done in
// effects, whose results carry the era they were asked in.
package tui

import (
	"context"

	"broadsheet/feed"
)

// Desk is what the screen needs of the newsroom. Its methods may take their
// time; they are only called in effects. Errors are shown as they are.
type Desk interface {
	// List returns the articles that answer a query, newest first.
	List(ctx context.Context, q feed.Query) (feed.Listing, error)
	// Article returns an article whole, its body as Markdown.
	Article(ctx context.Context, id feed.ID) (feed.Article, error)
	// Beside returns what an article is related to and what it rests on.
	Beside(ctx context.Context, id feed.ID) (feed.Beside, error)
	// Seek looks for what a link without an address may have meant.
	Seek(ctx context.Context, id feed.ID, l feed.Link) (feed.Sought, error)
	SetRead(ctx context.Context, id feed.ID, read bool) error
	SetStarred(ctx context.Context, id feed.ID, starred bool) error
	// News waits for the next thing that happens at the desk.
	News(ctx context.Context) (feed.News, error)
	// Reload reads the sources again.
	Reload(ctx context.Context) error
	// Browse opens an address in the reader's browser.
	Browse(ctx context.Context, address string) error
}
