//go:build !linux

package server

import "context"

// watchParent ends the server when the process pid, the editor, is gone.
func (s *Server) watchParent(ctx context.Context, pid int) { s.pollParent(ctx, pid) }
