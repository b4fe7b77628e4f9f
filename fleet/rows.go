package fleet

import (
	"fmt"
	"io"
	"iter"
	"reflect"

	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// Row is what one build of a program counted under one name in one week.
type Row struct {
	Week      string `json:"week"`      // the day (UTC) on which the week ends
	State     string `json:"state"`     // collecting until the week ends, pending until Go makes its report, then reported; sent if the report was uploaded
	Program   string `json:"program"`   // the program's import path
	Version   string `json:"version"`   // the program's version
	GoVersion string `json:"goVersion"` // the Go release that built it
	GOOS      string `json:"goos"`      // the operating system it was built for
	GOARCH    string `json:"goarch"`    // the architecture it was built for
	Counter   string `json:"counter"`   // the counter's name; that of a stack has a line for each frame
	Value     uint64 `json:"value"`     // its count
}

// Rows returns the counts of weeks, and the state of each week, with the files of the
// telemetry directory. No two rows have the same text in all fields but Value.
func Rows(counted []summary.WeekCounts, files *housekeeping.Listing) iter.Seq[Row] {
	sent := sentWeeks(files)
	return func(yield func(Row) bool) {
		for _, w := range counted {
			state := w.State
			if sent[w.Week] {
				state = weeks.Sent
			}
			for _, row := range rowsOf(w, state) {
				if !yield(row) {
					return
				}
			}
		}
	}
}

// rowsOf returns the rows of a week. It adds up those whose names differ only in bytes
// that are not UTF-8: a database would keep only one of them.
func rowsOf(w summary.WeekCounts, state string) []Row {
	var rows []Row
	at := map[Row]int{} // the place in rows; the key has no Value
	valid := plainjson.ValidText
	for _, b := range w.Builds {
		of := b.Build
		for _, c := range b.Counts {
			row := Row{w.Week, state, valid(of.Program), valid(of.Version), valid(of.GoVersion), valid(of.GOOS), valid(of.GOARCH), valid(c.Name), 0}
			i, known := at[row]
			if !known {
				i = len(rows)
				at[row] = i
				rows = append(rows, row)
			}
			rows[i].Value = index.AddTotals(rows[i].Value, b.Total(c))
		}
	}
	return rows
}

func sentWeeks(files *housekeeping.Listing) map[string]bool {
	sent := map[string]bool{}
	for _, f := range (Account{Files: files}).ofKind(housekeeping.SentReport) {
		sent[*f.Week] = true
	}
	return sent
}

// chunk is about how many bytes [WriteRows] writes at a time.
const chunk = 64 << 10

// WriteRows writes each row as a JSON object on a line of its own, with the labels of
// [RowLabels] at the end. Each write has complete lines.
func WriteRows(w io.Writer, rows iter.Seq[Row], labels []Label) error {
	end, err := rowEnd(labels)
	if err != nil {
		return err
	}
	lines := make([]byte, 0, chunk+chunk/8)
	for row := range rows {
		text, err := plainjson.Marshal(row)
		if err != nil {
			return fmt.Errorf("making the JSON: %w", err)
		}
		lines = append(append(lines, text[:len(text)-1]...), end...)
		if len(lines) < chunk {
			continue
		}
		if _, err := w.Write(lines); err != nil {
			return err
		}
		lines = lines[:0]
	}
	if len(lines) == 0 {
		return nil
	}
	_, err = w.Write(lines)
	return err
}

// rowEnd returns what ends each line: the labels, then the end of the object.
func rowEnd(labels []Label) ([]byte, error) {
	var end []byte
	for _, l := range labels {
		value, err := plainjson.Marshal(l.Value)
		if err != nil {
			return nil, fmt.Errorf("making the JSON: %w", err)
		}
		end = append(append(end, `,"`+l.Name+`":`...), value...)
	}
	return append(end, "}\n"...), nil
}

// rowKeys returns the keys of a [Row].
func rowKeys() []string {
	var keys []string
	row := reflect.TypeFor[Row]()
	for i := range row.NumField() {
		keys = append(keys, row.Field(i).Tag.Get("json"))
	}
	return keys
}
