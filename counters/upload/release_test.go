package upload

import (
	"strings"
	"testing"
)

// TestUnlistedGo checks that only a release that may come to be listed is said not to be
// listed yet.
func TestUnlistedGo(t *testing.T) {
	c := ownUploadConfig(t)
	for _, test := range []struct{ release, recorded, message, hint string }{
		{"go1.99.1", "go1.99.1", " of go1.99.1, which is not in upload config " + c.Label() + " yet", "adds new releases"},
		{"go1.2", "go1.2", " of go1.2, which is not in upload config " + c.Label(), "the Go versions in the upload config"},
		{"devel go1.27-abcdef Thu Nov 26", Devel, "development or customized build", "released Go versions"},
		{"go1.26.8 X:nocoverageredesign", Devel, "development or customized build", "released Go versions"},
		{"go1.26.8-custom", Devel, "development or customized build", "released Go versions"},
	} {
		recorded := RecordedGo(test.release)
		message, hint := UnlistedGo(c, recorded)
		if recorded != test.recorded || !strings.Contains(message, test.message) || !strings.Contains(hint, test.hint) ||
			strings.HasSuffix(message, "yet") != strings.HasSuffix(test.message, "yet") {
			t.Errorf("%s: recorded as %s: %q, %q", test.release, recorded, message, hint)
		}
	}
}
