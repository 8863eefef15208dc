# shellcheck shell=sh
# After etcd has started: makes a learner a voter once it has caught up, and marks the cluster as one that has stood.
set -eu
# shellcheck source=aws.sh
. "${DRYDOCK_SCRIPTS:-/opt/drydock}/aws.sh"
# shellcheck source=etcd-api.sh
. "${DRYDOCK_SCRIPTS:-/opt/drydock}/etcd-api.sh"

promoted() {
  for peer in $DRYDOCK_ETCD_PEERS; do
    healthy "$peer" || continue
    list=$(api "$peer" cluster/member/list '{}') || continue
    id=$(printf '%s' "$list" | jq -r --arg url "$ETCD_INITIAL_ADVERTISE_PEER_URLS" '.members[] | select(.isLearner and (.peerURLs | index($url))) | .ID')
    [ -n "$id" ] || return 0
    say "promoting the learner $id"
    api "$peer" cluster/member/promote "$(jq -cn --arg id "$id" '{ID: $id}')" >/dev/null && return 0
  done
  # The only member there is has nobody to ask, and is no learner.
  [ -z "$DRYDOCK_ETCD_PEERS" ]
}

marked() {
  aws ssm application/x-amz-json-1.1 AmazonSSM.GetParameter "$(jq -cn --arg name "$DRYDOCK_ETCD_MARKER" '{Name: $name}')" || return 1
  [ "$status" != 200 ] || return 0
  aws ssm application/x-amz-json-1.1 AmazonSSM.PutParameter \
    "$(jq -cn --arg name "$DRYDOCK_ETCD_MARKER" '{Name: $name, Value: "yes", Type: "String", Overwrite: false}')" || return 1
  case $status$answer in 200* | *ParameterAlreadyExists*) return 0 ;; esac
  say "parameter $DRYDOCK_ETCD_MARKER: $(refusal)"
  return 1
}

until promoted && healthy "$DRYDOCK_ETCD_SELF" && marked; do pause; done
say 'etcd is healthy, and the cluster is marked as one that has stood'
