package desk

import (
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"broadsheet/feed"
	"broadsheet/feed/parse"
)

// readPath reads a file, or the files of a folder; of those it read before,
// only what changed, unless fresh.
func (d *Desk) readPath(ctx context.Context, o *origin, fresh bool) {
	files, folder, cut, err := find(o.at)
	if err != nil {
		d.fails(o, err)
		return // what was read from it stays: it may only be away for a moment
	}
	if cut {
		d.fails(o, fmt.Errorf("it holds more than %d files; the rest is left out, name a folder within it", maxFiles))
	}
	whole := parse.Result{Source: feed.Source{Key: o.at, Title: parse.InWords(filepath.Base(o.at))}}
	whole.Source.Wash()
	now := map[string]*file{}
	var broken troubles
	for _, f := range files {
		if ctx.Err() != nil {
			return
		}
		if old := o.files[f.path]; old != nil && old.stamp == f.stamp && !fresh {
			now[f.path] = old
			continue
		}
		now[f.path] = &file{stamp: f.stamp, source: o.at}
		if old := o.files[f.path]; old != nil {
			now[f.path].ids, now[f.path].source = old.ids, old.source // in case it cannot be read now
		}
		r, err := d.readOne(o, f, folder)
		if err != nil {
			broken.add(f.rel, folder, err)
			if len(r.Articles) == 0 {
				continue
			}
		}
		now[f.path].ids, now[f.path].source = idsOf(r.Articles), r.Source.Key
		d.note(f.rel, r.Notes)
		if !folder || r.Source.Key != o.at { // a feed is a source of its own
			d.put(r)
			continue
		}
		if whole.Articles = append(whole.Articles, r.Articles...); len(whole.Articles) >= putBatch {
			d.put(whole)
			whole.Articles = nil
		}
	}
	d.put(whole)
	d.dropGone(o.files, now)
	o.files = now
	if folder && len(files) == 0 {
		broken.add("", false, errors.New("no articles, pages or feeds are in it"))
	}
	if err := broken.err(); err != nil {
		if folder {
			err = fmt.Errorf("read folder %s: %w", o.name, err)
		}
		d.fails(o, err)
	}
}

func idsOf(articles []feed.Article) []feed.ID {
	ids := make([]feed.ID, len(articles))
	for i := range articles {
		ids[i] = articles[i].ID
	}
	return ids
}

// readOne reads one file. In a folder, articles and pages belong to the folder
// and feeds to themselves.
func (d *Desk) readOne(o *origin, f found, folder bool) (r parse.Result, err error) {
	defer func() { // one file must not take the others of its folder with it
		if p := recover(); p != nil {
			err = fmt.Errorf("this program failed (%v); please report it", p)
		}
	}()
	data, err := readFile(f.path)
	if err != nil {
		return r, err
	}
	key := f.path
	own := !folder || feedFile(f.rel)
	if !own {
		key = o.at
	}
	read := parse.Bytes
	if folder && feedFile(f.rel) { // other data is kept in such files too: it is no article
		read = parse.Feed
	}
	r, err = read(data, parse.Options{Key: key, Name: f.rel, Now: d.o.Now()})
	if len(r.Articles) == 1 && !feedFile(f.rel) {
		named(r.Articles, f.rel)
		if own && r.Source.Title == f.rel {
			r.Source.Title = parse.InWords(strings.TrimSuffix(f.rel, path.Ext(f.rel)))
		}
	}
	return r, err
}

// dropGone removes the articles that were read before and are not now: their
// files are gone, or have other articles now.
func (d *Desk) dropGone(before, now map[string]*file) {
	if len(before) == 0 {
		return
	}
	keep := map[string][]feed.ID{}
	for _, f := range before {
		if keep[f.source] == nil {
			keep[f.source] = []feed.ID{}
		}
	}
	for _, f := range now {
		keep[f.source] = append(keep[f.source], f.ids...)
	}
	for source, ids := range keep {
		d.remove(source, ids)
	}
}

// troubles are the files of a folder that could not be read, told as one.
type troubles struct {
	first string
	n     int
}

func (t *troubles) add(name string, tell bool, err error) {
	if t.n++; t.n > 1 {
		return
	}
	t.first = feed.WashLine(err.Error())
	if tell && !strings.Contains(t.first, name) {
		t.first = feed.WashLine(name) + ": " + t.first
	}
}

func (t *troubles) err() error {
	switch t.n {
	case 0:
		return nil
	case 1:
		return errors.New(t.first)
	}
	return fmt.Errorf("%d of its files could not be read; the first: %s", t.n, t.first)
}
