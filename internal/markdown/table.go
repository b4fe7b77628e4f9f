package markdown

import (
	"strings"
	"unicode"
)

// Table is a table whose columns are also aligned in the source text. Cells are
// Markdown: pass text from files through Name or Prose first.
type Table struct {
	align   string // a letter for each column: l or r
	rows    [][]string
	compact bool
}

// NewTable returns a table; align has a letter, l or r, for each column.
func NewTable(align string, head ...string) *Table {
	return &Table{align: align, rows: [][]string{head}}
}

// NewCompactTable returns a table with all its columns, not aligned in the source text:
// in files under version control, changing one row must not change the others.
func NewCompactTable(head ...string) *Table {
	return &Table{align: strings.Repeat("l", len(head)), rows: [][]string{head}, compact: true}
}

// Row adds a row.
func (t *Table) Row(cells ...string) { t.rows = append(t.rows, cells) }

// Len returns the number of rows, without the header.
func (t *Table) Len() int { return len(t.rows) - 1 }

// Columns is the terminal width that texts are formatted for.
const Columns = 80

// widest is the maximum padding of a column: one long name must not push other columns
// out of sight. The padding of the last column ends where the line is full.
const widest = 34

// String returns the table as Markdown. It omits columns without content.
func (t *Table) String() string {
	if t.compact {
		return t.unaligned()
	}
	widths := make([]int, len(t.align))
	for _, row := range t.rows[1:] {
		for i, cell := range row {
			widths[i] = max(widths[i], min(Width(cell), widest))
		}
	}
	rest := Columns - 1
	for i := range widths {
		if widths[i] > 0 {
			widths[i] = max(widths[i], Width(t.rows[0][i]))
			rest -= widths[i] + 3
		}
	}
	if end := len(widths) - 1; rest < 0 && widths[end] > 0 {
		widths[end] = max(widths[end]+rest, Width(t.rows[0][end]))
	}
	var b strings.Builder
	for i, row := range t.rows {
		t.line(&b, row, widths)
		if i == 0 {
			t.rule(&b, widths)
		}
	}
	return b.String()
}

func (t *Table) unaligned() string {
	var b strings.Builder
	for i, row := range t.rows {
		b.WriteString("| " + strings.Join(row, " | ") + " |\n")
		if i == 0 {
			b.WriteString(strings.Repeat("|---", len(row)) + "|\n")
		}
	}
	return b.String()
}

func (t *Table) line(b *strings.Builder, row []string, widths []int) {
	for i, cell := range row {
		if widths[i] == 0 {
			continue
		}
		pad := strings.Repeat(" ", max(widths[i]-Width(cell), 0))
		if t.align[i] == 'r' {
			b.WriteString("| " + pad + cell + " ")
		} else {
			b.WriteString("| " + cell + pad + " ")
		}
	}
	b.WriteString("|\n")
}

func (t *Table) rule(b *strings.Builder, widths []int) {
	for i := range widths {
		switch {
		case widths[i] == 0:
		case t.align[i] == 'r':
			b.WriteString("|" + strings.Repeat("-", widths[i]+1) + ":")
		default:
			b.WriteString("|" + strings.Repeat("-", widths[i]+2))
		}
	}
	b.WriteString("|\n")
}

func zeroWidth(r rune) bool { return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) }

// wide reports whether r takes two columns in a terminal. It is precise enough for
// tables.
func wide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) || r >= 0x1F300 && r <= 0x1FAFF || r >= 0xFF01 && r <= 0xFF60
}
