module go-systemd-oracle

go 1.19

require github.com/coreos/go-systemd/v22 v22.0.0
