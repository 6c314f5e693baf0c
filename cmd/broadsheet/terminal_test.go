//go:build unix

package main

import (
	"bytes"
	"fmt"
	"image/color"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// deadline bounds every wait. It is generous: a busy machine is no failure, and
// no test that passes ever waits for it.
const deadline = 20 * time.Second

// terminal is a program on a pseudo-terminal, seen through an emulator.
type terminal struct {
	t       testing.TB
	mu      sync.Mutex // guards emu, raw, modes and title
	emu     *vt.Emulator
	raw     strings.Builder // everything the program wrote
	modes   map[ansi.Mode]bool
	title   string
	pty     *os.File
	tty     *os.File
	before  *term.State // the line settings when the program began
	after   *term.State // and when it had ended
	cmd     *exec.Cmd
	changed chan struct{} // has one when something was written since the last look
	exited  chan struct{} // closed when the program ended and all it wrote was read
	closing sync.Once
}

// program is what a test starts on a terminal.
type program struct {
	path  string
	args  []string
	env   []string
	stdin *os.File // nil: the terminal
	light bool
}

// start runs a program on a terminal of w columns and h rows.
func start(t testing.TB, w, h int, p program) *terminal {
	t.Helper()
	x := &terminal{t: t, emu: vt.NewEmulator(w, h), modes: map[ansi.Mode]bool{}, changed: make(chan struct{}, 1), exited: make(chan struct{})}
	x.emu.SetCallbacks(vt.Callbacks{
		EnableMode:  func(m ansi.Mode) { x.modes[m] = true },
		DisableMode: func(m ansi.Mode) { x.modes[m] = false },
		Title:       func(s string) { x.title = s },
	})
	x.emu.SetDefaultForegroundColor(color.RGBA{0xd8, 0xd8, 0xd8, 255})
	x.emu.SetDefaultBackgroundColor(color.RGBA{0x14, 0x16, 0x1a, 255})
	if p.light {
		x.emu.SetDefaultForegroundColor(color.RGBA{0x20, 0x20, 0x20, 255})
		x.emu.SetDefaultBackgroundColor(color.RGBA{0xfc, 0xfb, 0xf8, 255})
	}
	var err error
	if x.pty, x.tty, err = openPty(); err != nil {
		t.Fatal(err)
	}
	x.size(w, h)
	if x.before, err = term.GetState(x.tty.Fd()); err != nil {
		t.Fatal(err)
	}
	x.cmd = exec.Command(p.path, p.args...)
	x.cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "LANG=C.UTF-8", "TZ=UTC", "TERM=xterm-256color", "COLORTERM=truecolor"}, p.env...)
	x.cmd.Stdin, x.cmd.Stdout, x.cmd.Stderr = x.tty, x.tty, x.tty
	x.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true, Ctty: 1}
	if p.stdin != nil {
		x.cmd.Stdin = p.stdin
	}
	if err := x.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go x.answer()
	go x.listen()
	t.Cleanup(x.Close)
	return x
}

// Close ends the program, however it is, and the terminal; once is enough.
func (x *terminal) Close() {
	x.closing.Do(func() {
		_ = x.cmd.Process.Kill()
		<-x.exited
		if p, ok := x.emu.InputPipe().(io.Closer); ok {
			_ = p.Close() // ends answer; the emulator's own Close races with its Read
		}
		_ = x.pty.Close()
	})
}

// openPty opens a pseudo-terminal whose master can be closed while it is read:
// only then can a terminal go away under its program.
func openPty() (master, slave *os.File, err error) {
	p, slave, err := pty.Open()
	if err != nil {
		return nil, nil, err
	}
	defer p.Close()
	syscall.ForkLock.RLock()
	fd, err := syscall.Dup(int(p.Fd()))
	if err == nil {
		syscall.CloseOnExec(fd)
	}
	syscall.ForkLock.RUnlock()
	if err == nil {
		err = syscall.SetNonblock(fd, true)
	}
	if err != nil {
		_ = slave.Close()
		return nil, nil, err
	}
	return os.NewFile(uintptr(fd), p.Name()), slave, nil
}

// answer sends the program what the terminal answers to its questions. It must
// always run: the answers go through a pipe without a buffer.
func (x *terminal) answer() {
	b := make([]byte, 4096)
	for {
		n, err := x.emu.Read(b)
		if err != nil {
			return
		}
		_, _ = x.pty.Write(b[:n])
	}
}

// listen reads what the program writes until it has ended.
func (x *terminal) listen() {
	ended := make(chan struct{})
	go func() {
		_ = x.cmd.Wait()
		x.after, _ = term.GetState(x.tty.Fd())
		close(ended)
		_ = x.tty.Close() // now reading ends, after what is still in the pipe
	}()
	b := make([]byte, 64<<10)
	for {
		n, err := x.pty.Read(b)
		if n > 0 {
			x.mu.Lock()
			x.raw.Write(b[:n])
			x.draw(b[:n])
			x.mu.Unlock()
			select {
			case x.changed <- struct{}{}:
			default:
			}
		}
		if err != nil {
			<-ended
			close(x.exited)
			return
		}
	}
}

// draw gives the emulator what the program wrote. After a resize it may get what
// was meant for the larger window; it panics then over a region to scroll that
// lies outside. What follows is a whole new picture, so only that sequence is
// left out.
func (x *terminal) draw(b []byte) {
	for len(b) > 0 {
		n := len(b)
		if i := bytes.IndexByte(b[1:], 0x1b); i >= 0 {
			n = i + 1
		}
		func() {
			defer func() { _ = recover() }()
			_, _ = x.emu.Write(b[:n])
		}()
		b = b[n:]
	}
}

// Send writes bytes as a keyboard would.
func (x *terminal) Send(s string) {
	x.t.Helper()
	if _, err := x.pty.WriteString(s); err != nil {
		x.t.Fatal(err)
	}
}

// The keys that are not one character.
const (
	keyEnter    = "\r"
	keyTab      = "\t"
	keyShiftTab = "\x1b[Z"
	keyEsc      = "\x1b"
	keyDown     = "\x1b[B"
	keyCtrlC    = "\x03"
)

// Click presses and releases the left button on a cell, counted from 0.
func (x *terminal) Click(col, row int) {
	x.t.Helper()
	x.Send(fmt.Sprintf("\x1b[<0;%d;%dM\x1b[<0;%d;%dm", col+1, row+1, col+1, row+1))
}

// Resize changes the size of the terminal and tells the program.
func (x *terminal) Resize(w, h int) {
	x.mu.Lock()
	x.emu.Resize(w, h)
	x.mu.Unlock()
	x.size(w, h)
}

func (x *terminal) size(w, h int) {
	if err := pty.Setsize(x.pty, &pty.Winsize{Rows: uint16(h), Cols: uint16(w)}); err != nil {
		x.t.Fatal(err)
	}
}

// Lines returns the screen as text, without the blanks at the ends of lines.
func (x *terminal) Lines() []string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return linesOf(x.emu)
}

func linesOf(emu *vt.Emulator) []string {
	out := make([]string, emu.Height())
	for y := range out {
		var b strings.Builder
		for c := 0; c < emu.Width(); {
			cell := emu.CellAt(c, y)
			if cell == nil || cell.Content == "" {
				b.WriteByte(' ')
				c++
				continue
			}
			b.WriteString(cell.Content)
			c += max(1, cell.Width)
		}
		out[y] = strings.TrimRight(b.String(), " ")
	}
	return out
}

// Screen returns the screen as one text.
func (x *terminal) Screen() string { return strings.Join(x.Lines(), "\n") }

// Styled returns the screen with its styles, as a terminal would be sent it.
func (x *terminal) Styled() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.emu.Render()
}

// Raw returns everything the program wrote so far.
func (x *terminal) Raw() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.raw.String()
}

// Cell returns one cell, counted from 0.
func (x *terminal) Cell(col, row int) uv.Cell {
	x.mu.Lock()
	defer x.mu.Unlock()
	return *x.emu.CellAt(col, row)
}

// Find returns the first cell of a text; the test fails when it is not there.
func (x *terminal) Find(s string) (col, row int) {
	x.t.Helper()
	for y, l := range x.Lines() {
		if i := strings.Index(l, s); i >= 0 {
			return ansi.StringWidth(l[:i]), y
		}
	}
	x.t.Fatalf("no %q on the screen:\n%s", s, x.Screen())
	return 0, 0
}

// Wait waits until the screen satisfies ok.
func (x *terminal) Wait(what string, ok func(screen string) bool) {
	x.t.Helper()
	late := time.After(deadline)
	for {
		if ok(x.Screen()) {
			return
		}
		select {
		case <-x.changed:
		case <-x.exited:
			if ok(x.Screen()) {
				return
			}
			x.t.Fatalf("the program ended before there was %s; it wrote:\n%s", what, x.Screen())
		case <-late:
			x.t.Fatalf("no %s on the screen:\n%s", what, x.Screen())
		}
	}
}

// WaitText waits until a text stands on the screen, on one line.
func (x *terminal) WaitText(s string) {
	x.t.Helper()
	x.Wait(fmt.Sprintf("%q", s), func(screen string) bool { return strings.Contains(screen, s) })
}

// WaitGone waits until a text stands nowhere on the screen.
func (x *terminal) WaitGone(s string) {
	x.t.Helper()
	x.Wait(fmt.Sprintf("screen without %q", s), func(screen string) bool { return !strings.Contains(screen, s) })
}

// Exit waits for the end of the program and returns its exit code.
func (x *terminal) Exit() int {
	x.t.Helper()
	select {
	case <-x.exited:
	case <-time.After(deadline):
		x.t.Fatalf("the program does not end; screen:\n%s", x.Screen())
	}
	return x.cmd.ProcessState.ExitCode()
}

// Restored checks, after the end of the program, that the terminal is as it was.
func (x *terminal) Restored() {
	x.t.Helper()
	if x.after == nil || fmt.Sprint(*x.before) != fmt.Sprint(*x.after) {
		x.t.Error("the terminal's line settings are not as they were")
	}
	if x.emu.IsAltScreen() {
		x.t.Error("the alternate screen was not left")
	}
	on := []ansi.Mode{ansi.ModeTextCursorEnable, ansi.ModeAutoWrap} // in a fresh terminal
	for m, set := range x.modes {
		if set != slices.Contains(on, m) {
			x.t.Errorf("mode %v was left %v", m, set)
		}
	}
	raw := x.Raw()
	for _, pair := range [][2]string{
		{ansi.SetModifyOtherKeys2, ansi.ResetModifyOtherKeys},
		{"\x1b[>1u", "\x1b[<1u"}, // the Kitty keyboard
	} {
		if i := strings.LastIndex(raw, pair[0]); i > strings.LastIndex(raw, pair[1]) {
			x.t.Errorf("%q was not taken back", pair[0])
		}
	}
}
