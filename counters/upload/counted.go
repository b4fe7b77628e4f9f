package upload

import "github.com/telemetry-ls/telemetry-ls/counters/index"

// Counted is a [Preview] with numbers of counters in place of the counters themselves,
// which are megabytes after two years.
type Counted struct {
	Preview
	Weeks []CountedWeek `json:"weeks"` // the weeks, oldest first
}

// CountedWeek is a [Week] with numbers of counters in place of the counters themselves.
type CountedWeek struct {
	week
	Report   *int `json:"report"`   // how many counters the report has; null without a report
	Programs *int `json:"programs"` // how many programs have counters in the report; null without a report
	Sampled  int  `json:"sampled"`  // how many counters only a random sample of reports includes
	Withheld int  `json:"withheld"` // how many counters stay on this machine
}

// week is the name of an embedded [Week]: under its own name, it would hide its field Week.
type week = Week

// CountedOf is like [PreviewOf], but keeps no counters: it holds those of one week at a
// time.
func CountedOf(ix *index.Index, opt Options) *Counted {
	c := &Counted{Weeks: []CountedWeek{}}
	opt.each = func(w *Week) {
		c.Weeks = append(c.Weeks, w.counted())
		w.Report, w.Sampled, w.Withheld = nil, nil, nil
	}
	c.Preview = *PreviewOf(ix, opt)
	return c
}

// Counted returns the preview with numbers of counters in place of the counters.
func (v *Preview) Counted() *Counted {
	c := &Counted{Preview: *v, Weeks: []CountedWeek{}}
	for i := range v.Weeks {
		c.Weeks = append(c.Weeks, v.Weeks[i].counted())
	}
	c.Preview.Weeks = nil
	return c
}

func (w *Week) counted() CountedWeek {
	c := CountedWeek{week: *w, Sampled: len(w.Sampled), Withheld: len(w.Withheld)}
	if w.Report != nil {
		counters, programs := w.Report.size()
		c.Report, c.Programs = &counters, &programs
	}
	return c
}

// size returns how many counters a report has, and how many programs they are of.
func (r *Report) size() (counters, programs int) {
	counting := map[string]bool{}
	for _, p := range r.Programs {
		if p != nil && len(p.Counters)+len(p.Stacks) > 0 {
			counters += len(p.Counters) + len(p.Stacks)
			counting[p.Program] = true
		}
	}
	return counters, len(counting)
}

// WantsConfig reports whether another upload config may change the preview.
func (v *Preview) WantsConfig() bool {
	return (v.Config == nil || v.Config.Stale) && len(v.Weeks) > 0
}
