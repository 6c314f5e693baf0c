package desk

import (
	"time"
)

// pollFiles is how many files are looked at for each tick on the average, so
// that a large folder does not keep the machine busy.
const pollFiles = 1000

func watched(os []*origin) bool {
	for _, o := range os {
		if o.kind == fromPath {
			return true
		}
	}
	return false
}

// watch looks at every tick whether files have changed, and reads those.
func (d *Desk) watch() {
	tick := d.o.Tick
	if tick == nil {
		t := time.NewTicker(pollEvery)
		defer t.Stop()
		tick = t.C
	}
	for n := 1; ; n++ {
		select {
		case <-tick:
		case <-d.ctx.Done():
			return
		}
		for _, o := range d.origins {
			if o.kind == fromPath && n%(1+o.count()/pollFiles) == 0 {
				d.poll(o)
			}
		}
	}
}

// poll reads an origin again when its files are others than before.
func (d *Desk) poll(o *origin) {
	if !o.changed() {
		return
	}
	d.news.begin()
	defer d.news.end()
	defer d.recoverAs("read " + o.name)
	d.read(d.ctx, o, false)
}

func (o *origin) count() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return len(o.files)
}

// changed reports whether the files of an origin are others than those that
// were read. One that cannot be looked at just now has not changed: it may be
// about to be replaced.
func (o *origin) changed() bool {
	files, _, _, err := find(o.at)
	if err != nil {
		return false
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(files) != len(o.files) {
		return true
	}
	for _, f := range files {
		if old := o.files[f.path]; old == nil || old.stamp != f.stamp {
			return true
		}
	}
	return false
}
