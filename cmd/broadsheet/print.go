package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"broadsheet/feed"
	"broadsheet/render"

	"github.com/charmbracelet/x/term"
)

// plainMeasure is how wide prose is set on a terminal; into a pipe each
// paragraph is one line, which is what programs and screen readers want.
const plainMeasure = 72

// printArticles prints what the arguments name as plain text. A source that
// cannot be read is told on standard error; the rest is printed.
func printArticles(args []string, now func() time.Time) (int, error) {
	ctx := context.Background()
	desk := newDesk(args, now)
	for {
		news, err := desk.News(ctx)
		if err != nil {
			return exitFailed, err
		}
		if news.Kind == feed.NewsTrouble {
			tell(errors.New(news.Text))
		}
		if news.Kind == feed.NewsQuiet {
			break
		}
	}
	held, err := desk.List(ctx, feed.Query{})
	if err != nil {
		return exitFailed, err
	}
	if len(held.Articles) == 0 {
		return exitNothing, errors.New("nothing to read")
	}
	out := bufio.NewWriter(os.Stdout)
	o := render.PlainOptions{Of: len(held.Articles), Width: measure(), Zone: time.Local}
	for i, brief := range held.Articles {
		if o.Article, err = desk.Article(ctx, brief.ID); err != nil {
			return exitFailed, err
		}
		if o.Beside, err = desk.Beside(ctx, brief.ID); err != nil {
			return exitFailed, err
		}
		o.Number = i + 1
		if err := render.Plain(out, o); err != nil {
			return exitFailed, fmt.Errorf("print the articles: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return exitFailed, fmt.Errorf("print the articles: %w", err)
	}
	return exitFine, nil
}

// measure returns the columns that prose is wrapped at; 0 when the output is
// no terminal.
func measure() int {
	w, _, err := term.GetSize(os.Stdout.Fd())
	if err != nil || w <= 0 {
		return 0
	}
	return min(w, plainMeasure)
}
