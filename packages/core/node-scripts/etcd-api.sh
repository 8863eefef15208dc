# shellcheck shell=sh
# Calls to etcd members by their JSON gateway, with this node's certificate where the cluster has certificates.

etcd_curl() {
  if [ -n "${ETCD_TRUSTED_CA_FILE:-}" ]; then
    curl --silent --max-time 5 --noproxy '*' --cacert "$DRYDOCK_TLS/ca.crt" --cert "$DRYDOCK_TLS/tls.crt" --key "$DRYDOCK_TLS/tls.key" "$@"
  else
    curl --silent --max-time 5 --noproxy '*' "$@"
  fi
}

# healthy CLIENT-URL: whether the member there sees a leader and has no alarm.
healthy() { etcd_curl --fail "$1/health" | jq -e '.health == "true"' >/dev/null 2>&1; }

# api CLIENT-URL PATH BODY: prints the answer; says why when the member refuses. A refusal has a code, and up to etcd 3.4 an error.
api() {
  said=$(etcd_curl --data "$3" "$1/v3/$2") || return 1
  if printf '%s' "$said" | jq -e 'has("error") or has("code")' >/dev/null 2>&1; then
    say "$2 at $1: $(printf '%s' "$said" | jq -r '.message // .error')"
    return 1
  fi
  printf '%s' "$said"
}
