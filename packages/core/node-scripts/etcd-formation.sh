# shellcheck shell=sh
# Decides how this member starts: with its data, as a founder of the cluster, or as a newcomer in the place of one that lost its data.
# Never founds a cluster that has stood before: a parameter keeps the mark of that.
set -eu
# shellcheck source=aws.sh
. "${DRYDOCK_SCRIPTS:-/opt/drydock}/aws.sh"
# shellcheck source=etcd-api.sh
. "${DRYDOCK_SCRIPTS:-/opt/drydock}/etcd-api.sh"
run=${DRYDOCK_RUN:-/run/drydock}

# start STATE MEMBERS: leaves the answer where the etcd unit reads it.
start() {
  imds_open && token=$(imds meta-data/tags/instance/drydock:etcd-token) || return 1
  printf 'ETCD_INITIAL_CLUSTER_STATE=%s\nETCD_INITIAL_CLUSTER=%s\nETCD_INITIAL_CLUSTER_TOKEN=%s\n' "$1" "$2" "$token" >"$run/etcd-formation.env"
  say "starting: $3"
}

# The members of an answer as etcd's initial cluster; those that never started get their name from the founders' list.
members_of() {
  jq -r --arg founders "$founders" '
    ($founders | split(",") | map(split("=") | {key: (.[1:] | join("=")), value: .[0]}) | from_entries) as $names
    | [.members[] | . as $m | .peerURLs[] | "\(if ($m.name // "") == "" then ($names[.] // "unknown") else $m.name end)=\(.)"] | join(",")'
}

# enough LIST ID: whether the voters other than ID that answer are a majority of all voters other than ID, with no learner about.
enough() {
  learners=$(printf '%s' "$1" | jq --arg id "$2" '[.members[] | select(.isLearner and .ID != $id)] | length')
  if [ "$learners" -gt 0 ]; then
    say 'another member is joining; waiting for it'
    return 1
  fi
  voters=0 well=0
  for url in $(printf '%s' "$1" | jq -r --arg id "$2" '.members[] | select(.ID != $id) | (.clientURLs // ["none"])[0]'); do
    voters=$((voters + 1))
    if [ "$url" != none ] && healthy "$url"; then well=$((well + 1)); fi
  done
  [ "$well" -ge $((voters / 2 + 1)) ] && return 0
  say "$well of $voters other members are healthy: too few for a change of members"
  return 1
}

# join PEER LIST: takes the place that the cluster keeps for this member.
join() {
  mine=$(printf '%s' "$2" | jq -c --arg url "$peer_url" '[.members[] | select(.peerURLs | index($url))][0] // empty')
  if [ -n "$mine" ] && [ "$(printf '%s' "$mine" | jq -r '.clientURLs // [] | length')" -eq 0 ]; then
    if [ "$(printf '%s' "$mine" | jq -r '.name // ""')" = "$ETCD_NAME" ]; then
      start new "$founders" 'a founder that has not started yet'
    else
      start existing "$(printf '%s' "$2" | members_of)" 'its place was made before'
    fi
    return
  fi
  id=$(printf '%s' "$mine" | jq -r '.ID // ""')
  enough "$2" "$id" || return 1
  if [ -n "$id" ]; then
    say "removing the member $id that lost its data"
    api "$1" cluster/member/remove "$(jq -cn --arg id "$id" '{ID: $id}')" >/dev/null || return 1
  fi
  added=$(api "$1" cluster/member/add "$(jq -cn --arg url "$peer_url" '{peerURLs: [$url], isLearner: true}')") || return 1
  start existing "$(printf '%s' "$added" | members_of)" 'a learner in the place of a member that lost its data'
}

# Whether the cluster has stood before: 0 yes, 1 no, 2 unknown.
initialised() {
  aws ssm application/x-amz-json-1.1 AmazonSSM.GetParameter "$(jq -cn --arg name "$DRYDOCK_ETCD_MARKER" '{Name: $name}')" || return 2
  [ "$status" != 200 ] || return 0
  case $answer in *ParameterNotFound*) return 1 ;; esac
  say "parameter $DRYDOCK_ETCD_MARKER: $(refusal)"
  return 2
}

decide() {
  for peer in $DRYDOCK_ETCD_PEERS; do
    if healthy "$peer" && list=$(api "$peer" cluster/member/list '{}'); then
      join "$peer" "$list"
      return
    fi
  done
  initialised && known=0 || known=$?
  case $known in
    0) say 'no quorum answers, and this cluster has stood before' ;;
    1) start new "$founders" 'a founder of the cluster' && return ;;
  esac
  return 1
}

mkdir -p "$run"
umask 022
data=$DRYDOCK_ETCD_DATA
founders=$DRYDOCK_ETCD_FOUNDERS
peer_url=$ETCD_INITIAL_ADVERTISE_PEER_URLS
if [ -d "$data/member" ]; then
  until start existing "$founders" 'with the data that it has'; do pause; done
  exit 0
fi
mkdir -p "$data"
chown "$DRYDOCK_ETCD_OWNER" "$data"
chmod 0700 "$data"
tries=0
until decide; do
  tries=$((tries + 1))
  if [ "$tries" -ge "${DRYDOCK_ETCD_TRIES:-24}" ]; then
    say 'stopped: this member has no data and finds no quorum to join. When the others return it goes on; when their data is lost, restore a snapshot'
    exit 1
  fi
  pause
done
