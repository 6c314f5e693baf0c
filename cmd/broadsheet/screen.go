package main

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"sync/atomic"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
)

const (
	// framesPerSecond is how often the screen may change. Twice Bubble Tea's
	// own figure halves the wait between a key and its picture.
	framesPerSecond = 120
	// patience is how long the program may take to end by itself after a
	// signal; then it is ended.
	patience = time.Second
)

// The terminal keeps its window's title on a stack (XTWINOPS, as in xterm):
// Bubble Tea leaves an empty one behind.
const (
	saveTitle    = "\x1b[22;0t"
	restoreTitle = "\x1b[23;0t"
)

// show runs a model on the terminal until the reader leaves or a signal ends
// it, and leaves the terminal as it was found. It returns the exit code, and
// an error when the program or the terminal failed.
func show(m tea.Model) (int, error) {
	guard := &guarded{Model: m}
	// Bubble Tea knows nothing of SIGHUP and tells nobody which signal came.
	p := tea.NewProgram(guard, tea.WithFPS(framesPerSecond), tea.WithoutSignalHandler())
	guard.quit = p.Quit
	caught, stop := endOnSignal(p)
	defer stop()
	_, _ = os.Stdout.WriteString(saveTitle) // a terminal that cannot be written to is told by Run
	_, err := p.Run()
	_, _ = os.Stdout.WriteString(restoreTitle)
	if n := caught.Load(); n != 0 {
		return 128 + int(n), nil
	}
	if f := guard.failed.Load(); f != nil {
		return exitFailed, f
	}
	if err != nil && !errors.Is(err, tea.ErrInterrupted) {
		return exitFailed, fmt.Errorf("run on this terminal: %w", err)
	}
	return exitFine, nil
}

// endOnSignal ends the program when a signal asks for it: politely, then
// without its help, then without the terminal's, which may be gone or stopped.
// The number of the signal is in caught; 0 means none came.
func endOnSignal(p *tea.Program) (caught *atomic.Int32, stop func()) {
	caught = new(atomic.Int32)
	signals := make(chan os.Signal, 1)
	done := make(chan struct{})
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		select {
		case <-done:
			return
		case s := <-signals:
			if n, ok := s.(syscall.Signal); ok {
				caught.Store(int32(n))
			}
		}
		go p.Quit() // waits while Update is at work
		time.AfterFunc(patience, p.Kill)
		time.AfterFunc(2*patience, func() { os.Exit(128 + int(caught.Load())) })
	}()
	return caught, func() {
		signal.Stop(signals)
		close(done)
	}
}

// guarded is a model whose panics end the program in good order: the terminal
// is put back first, and what happened is told afterwards, where it can be
// read. (Bubble Tea prints it while the screen still stands.)
type guarded struct {
	tea.Model
	quit   func() // ends the program from outside
	failed atomic.Pointer[failure]
}

// failure is a panic.
type failure struct {
	cause any
	stack []byte
}

func (f *failure) Error() string {
	return fmt.Sprintf("this is a fault of the program: %v\n\n%s", f.cause, f.stack)
}

// catch keeps the first panic; it must be deferred.
func (g *guarded) catch(then func()) {
	if r := recover(); r != nil {
		g.failed.CompareAndSwap(nil, &failure{r, debug.Stack()})
		then()
	}
}

func (g *guarded) Init() (cmd tea.Cmd) {
	defer g.catch(func() { cmd = tea.Quit })
	return g.command(g.Model.Init())
}

func (g *guarded) Update(msg tea.Msg) (m tea.Model, cmd tea.Cmd) {
	defer g.catch(func() { m, cmd = g, tea.Quit })
	next, cmd := g.Model.Update(msg)
	g.Model = next
	return g, g.command(cmd)
}

func (g *guarded) View() (v tea.View) {
	defer g.catch(func() {
		v = tea.View{AltScreen: true}
		go g.quit() // a view has no command to say it with
	})
	if g.failed.Load() != nil {
		return tea.View{AltScreen: true}
	}
	return g.Model.View()
}

// command guards a command, and those that a batch of it holds.
func (g *guarded) command(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer g.catch(func() { msg = tea.Quit() })
		msg = cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i, c := range batch {
				batch[i] = g.command(c)
			}
		}
		return msg
	}
}
