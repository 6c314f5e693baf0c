package desk

import (
	"context"
	"fmt"
	"sync"

	"broadsheet/feed"
)

// maxTroubles is how many troubles wait to be told; of further ones only the
// number is.
const maxTroubles = 50

// newsroom collects what happened until somebody asks.
type newsroom struct {
	mu       sync.Mutex
	wake     chan struct{} // closed and replaced when something happens
	arrived  bool
	troubles []string
	more     int // troubles beyond the most
	busy     int // things that are being done
	quiet    bool
}

func newNewsroom() *newsroom { return &newsroom{wake: make(chan struct{})} }

// next waits for news: what arrived first, then trouble; that all is quiet
// comes after everything else.
func (n *newsroom) next(ctx context.Context) (feed.News, error) {
	for {
		n.mu.Lock()
		news, ok := n.take()
		wake := n.wake
		n.mu.Unlock()
		if ok {
			return news, nil
		}
		select {
		case <-wake:
		case <-ctx.Done():
			return feed.News{}, fmt.Errorf("wait for news: %w", ctx.Err())
		}
	}
}

func (n *newsroom) take() (feed.News, bool) {
	switch {
	case n.arrived:
		n.arrived = false
		return feed.News{Kind: feed.NewsArrived}, true
	case len(n.troubles) > 0:
		text := n.troubles[0]
		n.troubles = n.troubles[1:]
		return feed.News{Kind: feed.NewsTrouble, Text: text}, true
	case n.more > 0:
		text := fmt.Sprintf("%d more sources had trouble of this kind", n.more)
		n.more = 0
		return feed.News{Kind: feed.NewsTrouble, Text: text}, true
	case n.quiet:
		n.quiet = false
		return feed.News{Kind: feed.NewsQuiet}, true
	}
	return feed.News{}, false
}

// tell changes what there is to tell, and wakes who waits for it.
func (n *newsroom) tell(change func()) {
	n.mu.Lock()
	defer n.mu.Unlock()
	change()
	close(n.wake)
	n.wake = make(chan struct{})
}

func (n *newsroom) arrive() { n.tell(func() { n.arrived = true }) }

// trouble tells what was tried, on what, what happened and what to do next.
func (n *newsroom) trouble(text string) {
	n.tell(func() {
		if len(n.troubles) == maxTroubles {
			n.more++
			return
		}
		n.troubles = append(n.troubles, feed.Shorten(feed.WashLine(text), 600))
	})
}

// begin and end stand round everything that is done in the background; when
// the last of it ends, all is quiet.
func (n *newsroom) begin() {
	n.tell(func() { n.busy, n.quiet = n.busy+1, false })
}

func (n *newsroom) end() {
	n.tell(func() {
		n.busy--
		n.quiet = n.quiet || n.busy == 0
	})
}
