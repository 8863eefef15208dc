// The oracle answers for one release of Ignition: a request a line on standard input, an answer a line on standard output.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"syscall"
	"time"

	"github.com/coreos/ignition/v2/config/merge"
	"github.com/coreos/vcontext/report"
)

type request struct {
	Op      string  `json:"op"`
	Doc     []byte  `json:"doc"`
	Child   []byte  `json:"child"`
	Spec    string  `json:"spec"`
	Seconds float64 `json:"seconds"`
}

type entry struct {
	Severity string `json:"severity"`
	Path     string `json:"path"`
	Message  string `json:"message"`
	Line     int64  `json:"line"`
	Column   int64  `json:"column"`
	Placed   bool   `json:"placed"`
}

type mapping struct {
	Side string `json:"side"`
	From string `json:"from"`
	To   string `json:"to"`
}

type answer struct {
	Entries   []entry   `json:"entries,omitempty"`
	Error     string    `json:"error,omitempty"`
	Config    any       `json:"config,omitempty"`
	Mappings  []mapping `json:"mappings,omitempty"`
	PerSecond float64   `json:"perSecond,omitempty"`
}

func main() {
	input := bufio.NewReaderSize(os.Stdin, 1<<20)
	output := bufio.NewWriterSize(os.Stdout, 1<<20)
	encoder := json.NewEncoder(output)
	encoder.SetEscapeHTML(false)
	for {
		line, err := input.ReadBytes('\n')
		if err != nil {
			return
		}
		var req request
		if err := json.Unmarshal(line, &req); err != nil {
			fmt.Fprintln(os.Stderr, "request:", err)
			os.Exit(1)
		}
		if err := encoder.Encode(reply(req)); err != nil {
			fmt.Fprintln(os.Stderr, "answer:", err)
			os.Exit(1)
		}
		if input.Buffered() == 0 {
			output.Flush()
		}
	}
}

func reply(req request) answer {
	switch req.Op {
	case "validate":
		rpt, err := validate(req.Doc)
		return answered(rpt, err)
	case "translate":
		config, rpt, err := parseAs(req.Spec, req.Doc)
		a := answered(rpt, err)
		if err == nil {
			a.Config = config
		}
		return a
	case "merge":
		parent, rpt, err := parseAs(req.Spec, req.Doc)
		if err != nil {
			return answered(rpt, err)
		}
		child, rpt, err := parseAs(req.Spec, req.Child)
		if err != nil {
			return answered(rpt, err)
		}
		merged, transcript := merge.MergeStructTranscribe(parent, child)
		a := answer{Config: merged}
		for _, m := range transcript.Mappings {
			a.Mappings = append(a.Mappings, mapping{m.From.Tag, m.From.String(), m.To.String()})
		}
		return a
	case "bench":
		return repeat(req, func(doc []byte) error {
			_, err := validate(doc)
			return err
		})
	case "benchRender":
		return repeat(req, func(doc []byte) error {
			config, _, err := parseAs(req.Spec, doc)
			if err != nil {
				return err
			}
			_, err = json.Marshal(config)
			return err
		})
	case "benchButane":
		return repeat(req, butane)
	}
	return answer{Error: "unknown op " + req.Op}
}

// Counts processor time, that of the garbage collector included, as other work on the machine does not matter.
func repeat(req request, work func(doc []byte) error) answer {
	start := processorTime()
	count := 0
	for processorTime()-start < req.Seconds {
		if err := work(req.Doc); err != nil {
			return answer{Error: err.Error()}
		}
		count++
	}
	return answer{PerSecond: float64(count) / (processorTime() - start)}
}

func processorTime() float64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano()).Seconds()
}

func answered(rpt report.Report, err error) (a answer) {
	for _, e := range rpt.Entries {
		line, column := e.Marker.Start()
		placed := e.Marker.StartP != nil
		a.Entries = append(a.Entries, entry{e.Kind.String(), e.Context.String(), e.Message, line, column, placed})
	}
	if err != nil {
		a.Error = err.Error()
	}
	return
}
