package weeks

// The states of a week, as far as its files say.
const (
	Collecting = "collecting" // it has not ended
	Pending    = "pending"    // it has ended, and Go has made no report of it yet
	Reported   = "reported"   // Go has made a report of it
	// A preview of uploads tells the reports apart.
	Ready    = "ready"    // there is a report that waits to be uploaded
	Withheld = "withheld" // there is the local report only
	Sent     = "sent"
)
