package view

import (
	"math"
	"testing"
)

func TestNumbers(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{trend([]uint64{0, 1, 50, 100}), "▁▂▅█"},
		{trend([]uint64{0, 0}), "▁▁"},
		{trend([]uint64{math.MaxUint64, 1}), "█▂"},
		{trend(nil), ""},
		{trend([]uint64{7}), ""},
		{trend(make([]uint64, 100)), "▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁"},
		{bar(1, 1, 3), "███"},
		{bar(1, 2, 3), "█▌"},
		{bar(1, 1000, 3), "▏"},
		{bar(0, 9, 3), ""},
		{bar(9, 3, 3), "███"},
		{percent(1, 3), "33%"},
		{percent(1, 100000), "0.1%"},
		{percent(99999, 100000), "99%"},
		{percent(7, 7), "100%"},
		{percent(0, 7), "0%"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}
