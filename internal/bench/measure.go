package main

// A measure measures something and compares it with the budget.
type measure struct {
	name string
	take func(*ground, options) ([]row, error)
}

var measures = []measure{
	{"start-up", measureStartup},
	{"memory", measureMemory},
	{"memory after a summary", measureSummaryMemory},
	{"one summary", measureOneShot},
	{"memory of one summary", measureOneShotMemory},
	{"check of a tree", measureCheck},
	{"lint after a keystroke", measureKeystroke},
	{"switches of the mode", measureLatency},
	{"switches beside many counter files", measureBusyLatency},
	{"requests", measureThroughput},
	{"size", measureSize},
	{"idling", measureIdle},
}

// A row is one line of the table.
type row struct {
	what        string
	unit        string
	ours        float64
	rival       float64
	rivalName   string // empty if nothing comparable exists
	budget      string
	within      bool
	placesAfter int // digits after the decimal point
}

// ratio returns ours divided by rival, or 0 without a rival.
func (r row) ratio() float64 {
	if r.rivalName == "" || r.rival == 0 {
		return 0
	}
	return r.ours / r.rival
}
