package main

import (
	"errors"

	butaneconfig "github.com/coreos/ignition/v2/butane/config"
	"github.com/coreos/ignition/v2/butane/config/common"
	v3_0 "github.com/coreos/ignition/v2/config/v3_0"
	v3_1 "github.com/coreos/ignition/v2/config/v3_1"
	v3_2 "github.com/coreos/ignition/v2/config/v3_2"
	v3_3 "github.com/coreos/ignition/v2/config/v3_3"
	v3_4 "github.com/coreos/ignition/v2/config/v3_4"
	v3_5 "github.com/coreos/ignition/v2/config/v3_5"
	v3_6 "github.com/coreos/ignition/v2/config/v3_6"
	newest "github.com/coreos/ignition/v2/config/v3_7_experimental"
	"github.com/coreos/vcontext/report"
)

// The package config would try Butane's YAML on what is not JSON.
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
	case "3.4.0":
		return erase(v3_4.ParseCompatibleVersion(doc))
	case "3.5.0":
		return erase(v3_5.ParseCompatibleVersion(doc))
	case "3.6.0":
		return erase(v3_6.ParseCompatibleVersion(doc))
	}
	return nil, report.Report{}, errors.New("no such spec in this release: " + spec)
}

func erase[T any](config T, rpt report.Report, err error) (any, report.Report, error) {
	return config, rpt, err
}

// Butane, as its command runs it: YAML in, checked Ignition JSON out.
func butane(doc []byte) error {
	_, rpt, err := butaneconfig.TranslateBytes(doc, common.TranslateBytesOptions{})
	if err != nil {
		return errors.New(err.Error() + ": " + rpt.String())
	}
	return nil
}
