package jsonc

// maxDepth bounds the depth of a tree. The parser recurses, so a file of brackets could
// overflow the stack.
const maxDepth = 1000

// depth returns how deep the brackets of text are at most.
func depth(text string) (deepest int) {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '{', '[':
			depth++
			deepest = max(deepest, depth)
		case '}', ']':
			depth--
		case '"':
			for i++; i < len(text) && text[i] != '"'; i++ {
				if text[i] == '\\' {
					i++
				}
			}
		case '/':
			i += max(0, comment(text[i:])-1)
		}
	}
	return deepest
}
