module go-systemd-oracle

go 1.23

require github.com/coreos/go-systemd/v22 v22.7.0
