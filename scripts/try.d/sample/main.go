// Hello is a small program to look at Go telemetry with.
//
// The status line below shows the telemetry mode of this machine. Try:
//
//	:GoTelemetry choose     what the modes mean, and a choice
//	:GoTelemetry on         switch the mode; :GoTelemetry undo undoes it
//	:GoTelemetry explain    what is collected, and what is not
//	:qa                     leave
//
// and in another terminal, with the HOME named at the start: go telemetry off
package main

import "fmt"

func main() {
	fmt.Println("hello, gophers")
}
