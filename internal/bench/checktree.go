package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const (
	treeFiles   = 20_000
	checkRounds = 15
)

// measureCheck times `check` of a tree in which nothing matches, and compares it with
// programs that search for the name of a variable. ripgrep is optional.
func measureCheck(_ *ground, opts options) ([]row, error) {
	g, err := newGround()
	if err != nil {
		return nil, err
	}
	defer g.remove()
	if err := g.fillTree(treeFiles); err != nil {
		return nil, err
	}
	commands := [][]string{{opts.server, "check", "."}, {"grep", "-r", "GOTELEMETRY", "."}}
	if _, err := exec.LookPath("rg"); err == nil {
		commands = append(commands, []string{"rg", "GOTELEMETRY", "."})
	}
	took, err := inTurns(g, checkRounds, commands, func(code, printed int) bool { return code <= 1 && printed == 0 })
	if err != nil {
		return nil, err
	}
	r := row{what: fmt.Sprintf("check, %d files", treeFiles), unit: "ms", placesAfter: 1, ours: took[0], budget: "1.5 x the faster of grep and rg"}
	for i := 1; i < len(commands); i++ {
		if r.rivalName == "" || took[i] < r.rival {
			r.rival, r.rivalName = took[i], strings.Join(commands[i][:len(commands[i])-2], " ")
		}
	}
	r.within = r.ours <= 1.5*r.rival
	return []row{r}, nil
}

// fillTree makes the project a tree of files like those of a repository: code, scripts,
// configuration, text and images, 20 in a directory.
func (g *ground) fillTree(n int) error {
	const kinds = ".go .go .go .go .md .yml .json .py .ts .sh .txt .png"
	suffixes := strings.Fields(kinds)
	text := strings.Repeat("func f(x int) int {\n\treturn x + 1 // an ordinary line of ordinary text, maybe\n}\n\n", 800)
	if err := os.WriteFile(filepath.Join(g.project, ".gitignore"), []byte("*.log\n/build/\n.DS_Store\n"), 0o600); err != nil {
		return err
	}
	for i := range n {
		dir := filepath.Join(g.project, fmt.Sprintf("pkg%02d", i/2000), fmt.Sprintf("part%02d", i/200%10), fmt.Sprintf("sub%d", i/20%10))
		if i%20 == 0 {
			if err := os.MkdirAll(dir, 0o700); err != nil {
				return err
			}
		}
		suffix, content := suffixes[i%len(suffixes)], text[:200+i*7919%12_000]
		if suffix == ".png" {
			content = "\x89PNG\r\n\x1a\n\x00" + content
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("file%02d%s", i%20, suffix)), []byte(content), 0o600); err != nil {
			return err
		}
	}
	return nil
}
