package view

import (
	"math"
	"testing"
)

func TestNumbers(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{number(0), "0"},
		{number(999), "999"},
		{number(1000), "1,000"},
		{number(1<<53 - 1), "9,007,199,254,740,991"},
		{signed(-1204), "-1,204"},
		{signed(math.MinInt64), "-9,223,372,036,854,775,808"},
		{size(1023), "1023 B"},
		{size(16384), "16 KiB"},
		{size(1<<20 - 1), "1 MiB"},
		{size(1 << 60), "1048576 TiB"},
		{trend([]uint64{0, 1, 50, 100}), "▁▂▅█"},
		{trend([]uint64{0, 0}), "▁▁"},
		{trend([]uint64{math.MaxUint64, 1}), "█▂"},
		{trend(nil), ""},
		{trend(make([]uint64, 100)), "▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁"},
		{bar(1, 1, 3), "███"},
		{bar(1, 2, 3), "█▌"},
		{bar(1, 1000, 3), "▏"},
		{bar(0, 9, 3), ""},
		{bar(9, 3, 3), "███"},
		{percent(1, 3), "33 %"},
		{percent(1, 100000), "0.1 %"},
		{percent(99999, 100000), "99 %"},
		{percent(7, 7), "100 %"},
		{percent(0, 7), "0 %"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}
