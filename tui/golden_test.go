package tui

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden screens anew")

// TestGoldenScreens holds every surface against its picture in testdata. The
// pictures are text: colours are for the tests of marks.
func TestGoldenScreens(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {100, 30}, {120, 40}, {200, 60}} {
		for _, sc := range scenes() {
			name := sc.name + "_" + sizeName(size[0], size[1])
			t.Run(name, func(t *testing.T) {
				got := sc.perform(t, size[0], size[1]).screen() + "\n"
				file := filepath.Join("testdata", name+".golden")
				if *update {
					if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
					return
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(string(want), got); diff != "" {
					t.Errorf("the screen has changed (-want +got); go test -update writes it anew:\n%s", diff)
				}
			})
		}
	}
}
