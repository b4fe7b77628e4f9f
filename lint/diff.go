package lint

// Diff returns edits of whole lines that turn one text into another. They leave alone what
// fixes leave alone, so an editor keeps its cursors and marks. It is no shortest diff.
func Diff(from, to string) []Edit {
	a, b := linesOf(from), linesOf(to)
	var edits []Edit
	for i, j := 0, 0; i < a.count() || j < b.count(); {
		if i < a.count() && j < b.count() && a.line(i) == b.line(j) {
			i, j = i+1, j+1
			continue
		}
		di, dj := resume(a, b, i, j)
		edits = append(edits, Edit{Start: a.starts[i], End: a.starts[i+di], New: to[b.starts[j]:b.starts[j+dj]]})
		i, j = i+di, j+dj
	}
	return edits
}

// maxLook bounds how many lines Diff looks ahead for an equal one.
const maxLook = 100

// resume returns how many lines to replace in both texts, from lines i and j, before they
// are equal again.
func resume(a, b textLines, i, j int) (di, dj int) {
	restA, restB := a.count()-i, b.count()-j
	for sum := 1; sum <= min(restA+restB, maxLook); sum++ {
		for dj := max(0, sum-restA); dj <= min(sum, restB); dj++ {
			di := sum - dj
			if i+di < a.count() && j+dj < b.count() && a.line(i+di) == b.line(j+dj) {
				return di, dj
			}
		}
	}
	return restA, restB
}
