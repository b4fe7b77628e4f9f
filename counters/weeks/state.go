package weeks

// The states of a week, derived from its files.
const (
	Collecting = "collecting" // the week has not ended
	Pending    = "pending"    // the week has ended, but Go has not made its report yet
	Reported   = "reported"   // Go has made the report
	// A preview of uploads distinguishes the kinds of reports.
	Ready    = "ready"    // a report is waiting to be uploaded
	Withheld = "withheld" // only the local report exists
	Sent     = "sent"     // the report was uploaded
)
