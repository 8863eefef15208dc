package main
import ( _ "github.com/coreos/ignition/v2/config")
func main(){}
