// Package seeds owns the bundled articles: invented news and short pieces that
// a new reader finds on the first morning, and that show what a page can hold.
package seeds

import (
	"embed"
	"io/fs"
)

//go:embed *.md *.txt
var articles embed.FS

// Files returns the bundled article files, all in the root folder and in the
// form that feed/parse reads.
func Files() fs.FS { return articles }
