package main

import (
	"fmt"
	"io"
	"strconv"
	"text/tabwriter"
)

func printTable(out io.Writer, rows []row) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "measure\tours\trival\tratio\tbudget\t")
	over := 0
	for _, r := range rows {
		verdict := "ok"
		if !r.within {
			verdict = "over"
			over++
		}
		rival, ratio := "-", "-"
		if r.rivalName != "" {
			rival = r.figure(r.rival) + " (" + r.rivalName + ")"
			if r.rival != 0 {
				ratio = strconv.FormatFloat(r.ratio(), 'f', 2, 64)
			}
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", r.what, r.figure(r.ours), rival, ratio, r.budget, verdict)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "%d measures, %d over budget\n", len(rows), over)
	return err
}

func (r row) figure(v float64) string {
	s := strconv.FormatFloat(v, 'f', r.placesAfter, 64)
	if r.unit != "" {
		s += " " + r.unit
	}
	return s
}
