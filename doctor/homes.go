package doctor

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/status"
)

// maxListed limits what a message lists.
const maxListed = 3

// otherHomes compares the modes of other configuration directories.
func otherHomes(s status.Status, a Surroundings) []Check {
	if a.Go.Other {
		return one(fine("not compared, because telemetry-ls looks at another directory than Go"))
	}
	var checks []Check
	same := 0
	for _, h := range a.Others {
		switch {
		case h.Unknown:
			checks = append(checks, fine("the mode in "+h.Dir.Path()+" ("+h.Whose+") can't be read"))
		case !s.ModeKnown() || h.State.Mode == s.Mode:
			same++
		default:
			chosen := ""
			if !h.State.Chosen {
				chosen = " (default)"
			}
			checks = append(checks, fails("the mode here is "+string(s.Mode)+", but "+h.Whose+" use"+singular(h.Whose)+" "+h.Dir.Path()+", where it is "+string(h.State.Mode)+chosen,
				"switch the mode there too: run go telemetry in a terminal of that environment"))
		}
	}
	switch {
	case checks != nil:
		return checks
	case same > 0:
		return one(fine("other configuration directories have the same mode: " + a.Others[0].Dir.Path() + more(len(a.Others)-1)))
	}
	return one(fine("no other configuration directory with a telemetry directory is known"))
}

// singular returns the ending of a verb after whose.
func singular(whose string) string {
	if strings.HasPrefix(whose, "the ") {
		return "s"
	}
	return ""
}

// leftovers lists what root left.
func leftovers(s status.Status, a Surroundings) []Check {
	switch {
	case s.Has(status.CodeNoConfigDir):
		return one(fine("not known: your configuration directory is unknown"))
	case len(a.Leftovers) == 0:
		return one(fine("root left nothing in your configuration directory"))
	}
	shown := a.Leftovers[:min(len(a.Leftovers), maxListed)]
	advice := "make yourself their owner again"
	if a.GiveBack != "" {
		advice = "run: " + a.GiveBack
	}
	return one(fails("root owns "+strings.Join(shown, ", ")+more(len(a.Leftovers)-len(shown))+", so your programs may not be able to use it", advice))
}

func goplsPrompt(_ status.Status, a Surroundings) []Check {
	if a.GoplsErr != nil {
		return one(fails(a.GoplsErr.Error(), hintOf(a.GoplsErr, "check that file: as long as it can't be read, neither gopls nor telemetry-ls asks")))
	}
	return one(fine(a.Gopls))
}
