// Hello is a small program for trying out Go telemetry.
//
// The status line below shows the telemetry mode of this machine. Try:
//
//	:GoTelemetry choose     read what the modes mean, and choose one
//	:GoTelemetry on         switch to on; :GoTelemetry undo undoes it
//	:GoTelemetry explain    read what is collected, and what is not
//	:qa                     quit
//
// In another terminal, with HOME set to what :echo $HOME shows, run: go telemetry off
package main

import "fmt"

func main() {
	fmt.Println("hello, gophers")
}
