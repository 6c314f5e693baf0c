package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// role is the variable that makes the test binary play the program: tests that
// need what the program must not offer (a clock that stands, a fault) start
// themselves again.
const role = "BROADSHEET_TEST_ROLE"

// pictureTime is the time on the clock that stands.
var pictureTime = time.Date(2026, 11, 22, 14, 5, 0, 0, time.UTC)

func TestMain(m *testing.M) {
	switch r := os.Getenv(role); r {
	case "":
		code := m.Run()
		removeBinary()
		os.Exit(code)
	case "clock":
		os.Exit(run(os.Args[1:], func() time.Time { return pictureTime }))
	default:
		code, err := show(&faulty{in: r})
		if err != nil {
			tell(err)
		}
		os.Exit(code)
	}
}

// built is the program as readers have it: without the race detector.
var built struct {
	once      sync.Once
	dir, path string
	err       error
}

// binary returns the path of the program, which is built for the first test
// that asks.
func binary(t testing.TB) string {
	t.Helper()
	built.once.Do(func() {
		if built.dir, built.err = os.MkdirTemp("", "broadsheet"); built.err != nil {
			return
		}
		built.path = filepath.Join(built.dir, "broadsheet")
		if runtime.GOOS == "windows" {
			built.path += ".exe"
		}
		cmd := exec.Command("go", "build", "-buildvcs=false", "-o", built.path, ".")
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := cmd.CombinedOutput(); err != nil {
			built.err = fmt.Errorf("build: %w\n%s", err, out)
		}
	})
	if built.err != nil {
		t.Fatal(built.err)
	}
	return built.path
}

func removeBinary() {
	if built.dir != "" {
		_ = os.RemoveAll(built.dir)
	}
}

// faulty is a screen that panics where it is told to, once a key is pressed.
type faulty struct {
	in      string // update, view, command, batch, stuck
	pressed bool
}

var errFault = errors.New("injected \x1b]0;fault\x07")

func (f *faulty) Init() tea.Cmd { return nil }

func (f *faulty) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(tea.KeyPressMsg); !ok {
		return f, nil
	}
	f.pressed = true
	fail := func() tea.Msg { panic(errFault) }
	switch f.in {
	case "update":
		fail()
	case "command":
		return f, fail
	case "batch":
		return f, tea.Batch(fail, func() tea.Msg { return nil })
	case "stuck":
		select {}
	}
	return f, nil
}

func (f *faulty) View() tea.View {
	if f.in == "view" && f.pressed {
		panic(errFault)
	}
	v := tea.NewView("ready")
	if f.pressed {
		v = tea.NewView("pressed")
	}
	v.AltScreen, v.MouseMode = true, tea.MouseModeCellMotion
	return v
}
