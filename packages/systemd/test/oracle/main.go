// Answers each line of standard input, a unit as a JSON string, with what go-systemd reads from it, as one line of JSON.
package main

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"

	"github.com/coreos/go-systemd/v22/unit"
)

type answer struct {
	Options []*unit.UnitOption `json:"options"`
	Error   string             `json:"error"`
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		var text string
		if err := json.Unmarshal(line, &text); err != nil {
			panic(err)
		}
		options, failure := unit.Deserialize(strings.NewReader(text))
		reply := answer{Options: options}
		if failure != nil {
			reply.Error = failure.Error()
		}
		if err := encoder.Encode(reply); err != nil {
			panic(err)
		}
	}
}
