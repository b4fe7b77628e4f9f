//go:build !linux

package running

import "context"

// find cannot tell here.
func find(ctx context.Context, _, _ string) (Programs, error) {
	return Programs{Programs: []Program{}}, ctx.Err()
}
