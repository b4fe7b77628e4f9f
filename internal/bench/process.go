package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// residentMiB reads a process's resident memory from /proc.
func residentMiB(pid int) (float64, error) {
	kib, err := statusField(fmt.Sprintf("/proc/%d/status", pid), "VmRSS")
	return float64(kib) / 1024, err
}

// cpuTicks returns the processor time of all threads in ticks of the kernel's clock,
// which are hundredths of a second.
func cpuTicks(pid int) (int, error) {
	user, err := statField(pid, 14)
	if err != nil {
		return 0, err
	}
	system, err := statField(pid, 15)
	return user + system, err
}

// minorFaults returns the number of page faults, in all threads, that read nothing from
// disk.
func minorFaults(pid int) (int, error) { return statField(pid, 10) }

// statField returns field n of /proc/PID/stat, numbered from 1 as in proc(5).
func statField(pid, n int) (int, error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, err
	}
	// The second field, a name in parentheses, may contain spaces.
	_, rest, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(rest)
	if len(fields) < n-2 {
		return 0, fmt.Errorf("reading /proc/%d/stat: %d fields", pid, len(fields))
	}
	return strconv.Atoi(fields[n-3])
}

// voluntarySwitches returns how often all threads gave up the processor. A wakeup
// precedes each.
func voluntarySwitches(pid int) (int, error) {
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/status", pid))
	if err != nil {
		return 0, err
	}
	sum := 0
	for _, name := range threads {
		n, err := statusField(name, "voluntary_ctxt_switches")
		if err != nil {
			return 0, err
		}
		sum += n
	}
	return sum, nil
}

func statusField(name, field string) (int, error) {
	f, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		key, value, _ := strings.Cut(lines.Text(), ":")
		if key == field {
			return strconv.Atoi(strings.Fields(value)[0])
		}
	}
	return 0, fmt.Errorf("reading %s: no %s", name, field)
}
