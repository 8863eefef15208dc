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
healthy() {
  case $(etcd_curl --fail "$1/health") in *'"health":"true"'*) ;; *) return 1 ;; esac
}

# api CLIENT-URL PATH BODY: prints the answer, which begins with a header; says why when the member refuses (up to etcd 3.4 by an error).
api() {
  said=$(etcd_curl --data "$3" "$1/v3/$2") || return 1
  case $said in
    '{"header":'*) printf '%s' "$said" ;;
    *)
      say "$2 at $1: $(printf '%s' "$said" | jq -r '.message // .error')"
      return 1
      ;;
  esac
}
