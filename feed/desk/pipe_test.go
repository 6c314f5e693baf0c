//go:build unix

package desk

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestPipesAndDevices would hang if one of them were read.
func TestPipesAndDevices(t *testing.T) {
	dir := write(t, map[string]string{"good.md": "# Good\n\nText."})
	pipe := filepath.Join(dir, "pipe.md")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, to := range map[string]string{"link.md": pipe, "zero.md": "/dev/zero", "alias.md": filepath.Join(dir, "good.md"), "dangling.md": filepath.Join(dir, "none")} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	d, troubles := open(t, Options{Sources: []string{dir}})
	if got := titles(t, d, ""); got != "Good; Good" { // the file, and the link to it
		t.Errorf("%q, troubles %q", got, troubles)
	}
	for _, name := range []string{"pipe.md", "link.md", "zero.md"} {
		_, troubles := open(t, Options{Sources: []string{filepath.Join(dir, name)}})
		if len(troubles) != 1 || !strings.Contains(troubles[0], "pipe or a device") {
			t.Errorf("%s: %q", name, troubles)
		}
	}
}
