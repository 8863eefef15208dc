package main

import (
	"errors"

	v3_0 "github.com/coreos/ignition/v2/config/v3_0"
	v3_1 "github.com/coreos/ignition/v2/config/v3_1"
	v3_2 "github.com/coreos/ignition/v2/config/v3_2"
	v3_3 "github.com/coreos/ignition/v2/config/v3_3"
	newest "github.com/coreos/ignition/v2/config/v3_4_experimental"
	"github.com/coreos/vcontext/report"
)

func validate(doc []byte) (report.Report, error) {
	_, rpt, err := newest.ParseCompatibleVersion(doc)
	return rpt, err
}

func parseAs(spec string, doc []byte) (any, report.Report, error) {
	switch spec {
	case "3.0.0":
		return erase(v3_0.ParseCompatibleVersion(doc))
	case "3.1.0":
		return erase(v3_1.ParseCompatibleVersion(doc))
	case "3.2.0":
		return erase(v3_2.ParseCompatibleVersion(doc))
	case "3.3.0":
		return erase(v3_3.ParseCompatibleVersion(doc))
	}
	return nil, report.Report{}, errors.New("no such spec in this release: " + spec)
}

func erase[T any](config T, rpt report.Report, err error) (any, report.Report, error) {
	return config, rpt, err
}

func butane(doc []byte) error {
	return errors.New("Butane is not part of this release")
}
