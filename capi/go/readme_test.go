package haggle_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var block = regexp.MustCompile("(?ms)^```(go|text)\n(.*?)^```")

// The program of the front page, as a module that replaces haggle with this folder.
func TestTheProgramOfTheREADMERuns(t *testing.T) {
	page, err := os.ReadFile("README.md")
	must(t, err)
	blocks := block.FindAllStringSubmatch(string(page), -1)
	if len(blocks) != 2 {
		t.Fatal(len(blocks), "blocks")
	}
	here, err := os.Getwd()
	must(t, err)
	folder := t.TempDir()
	module := "module user\n\ngo 1.19\n\nrequire haggle v0.0.0\n\nreplace haggle => " + here + "\n"
	must(t, os.WriteFile(filepath.Join(folder, "go.mod"), []byte(module), 0o666))
	must(t, os.WriteFile(filepath.Join(folder, "main.go"), []byte(blocks[0][2]), 0o666))
	run := exec.Command("go", "run", ".")
	run.Dir = folder
	run.Stderr = os.Stderr
	printed, err := run.Output()
	must(t, err)
	same(t, "what it prints", strings.TrimSpace(string(printed)), strings.TrimSpace(blocks[1][2]))
}
