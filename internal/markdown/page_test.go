package markdown

import "testing"

func TestPage(t *testing.T) {
	write := func(p *Page) string {
		p.Text("")
		p.Heading(1, "One")
		p.Text("A first sentence.", "", "And a second one.")
		p.List()
		p.Table(NewTable("l", "none"))
		p.List("an item of some words", "another")
		table := NewTable("lr", "name", "n")
		table.Row("a", "1")
		p.Table(table)
		p.Block([]string{"as it is"})
		return p.String()
	}
	const wide = "# One\n\nA first sentence. And a second one.\n\n- an item of some words\n- another\n\n" +
		"| name | n |\n|------|--:|\n| a    | 1 |\n\n```text\nas it is\n```\n"
	if got := write(new(Page)); got != wide {
		t.Errorf("got\n%s\nwant\n%s", got, wide)
	}
	const narrow = "# One\n\nA first sentence.\nAnd a second one.\n\n- an item of some\n  words\n- another\n\n" +
		"| name | n |\n|------|--:|\n| a    | 1 |\n\n```text\nas it is\n```\n"
	if got := write(&Page{Width: 20}); got != narrow {
		t.Errorf("got\n%s\nwant\n%s", got, narrow)
	}
}
