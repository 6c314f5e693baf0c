//go:build unix

package main

import (
	"os"
	"strings"
	"syscall"
	"testing"
)

// self is the test binary, playing a role.
func self(t *testing.T, r string, args ...string) program {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return program{path: path, args: args, env: []string{role + "=" + r}}
}

// TestPanic holds that a fault anywhere leaves the terminal as it was, is told
// where it can be read, and acts on nothing.
func TestPanic(t *testing.T) {
	for _, where := range []string{"update", "view", "command", "batch"} {
		t.Run(where, func(t *testing.T) {
			t.Parallel()
			x := start(t, 80, 24, self(t, where))
			x.WaitText("ready")
			x.Send("x")
			if code := x.Exit(); code != exitFailed {
				t.Errorf("exit code %d, not %d", code, exitFailed)
			}
			x.Restored()
			after := x.Raw()
			after = after[strings.LastIndex(after, "\x1b[?1049l")+1:]
			if !strings.Contains(after, "broadsheet: this is a fault of the program: injected") || !strings.Contains(after, "house_test.go") {
				t.Errorf("after the screen was left, it said %q", after)
			}
			if strings.Contains(x.Raw(), "]0;fault") {
				t.Error("the panic's own words reached the terminal unwashed")
			}
		})
	}
}

// TestSignal holds that a signal ends the program in order, even one that is
// stuck, and that the exit code says which.
func TestSignal(t *testing.T) {
	for _, c := range []struct {
		name, role string
		signal     syscall.Signal
	}{
		{"SIGTERM", "none", syscall.SIGTERM},
		{"SIGHUP", "none", syscall.SIGHUP},
		{"SIGINT", "none", syscall.SIGINT},
		{"SIGTERM while stuck", "stuck", syscall.SIGTERM},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			x := start(t, 80, 24, self(t, c.role))
			x.WaitText("ready")
			x.Send("x")
			if c.role != "stuck" {
				x.WaitText("pressed")
			}
			if err := x.cmd.Process.Signal(c.signal); err != nil {
				t.Fatal(err)
			}
			if code, want := x.Exit(), 128+int(c.signal); code != want {
				t.Errorf("exit code %d, not %d", code, want)
			}
			x.Restored()
		})
	}
}

// TestHangUp holds that the program ends when its terminal goes away.
func TestHangUp(t *testing.T) {
	x := start(t, 80, 24, self(t, "none"))
	x.WaitText("ready")
	_ = x.pty.Close()
	x.Exit()
}
