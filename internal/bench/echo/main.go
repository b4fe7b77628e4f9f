// Echo reads one LSP frame and sends it back: the least that a Go program can
// do to answer an editor, and so the floor for the start-up of a server.
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

func main() {
	r := bufio.NewReader(os.Stdin)
	line, err := r.ReadString('\n')
	if err != nil {
		os.Exit(1)
	}
	length, err := strconv.Atoi(strings.TrimSpace(strings.TrimPrefix(line, "Content-Length:")))
	if err != nil {
		os.Exit(1)
	}
	body := make([]byte, length)
	if _, err := r.Discard(len("\r\n")); err != nil {
		os.Exit(1)
	}
	if _, err := io.ReadFull(r, body); err != nil {
		os.Exit(1)
	}
	fmt.Printf("Content-Length: %d\r\n\r\n%s", length, body)
}
