# shellcheck shell=sh
# Waits until the group of this machine takes it away, runs a unit to its end, and lets the group go on.
set -eu
# shellcheck source=aws.sh
. "${DRYDOCK_SCRIPTS:-/opt/drydock}/aws.sh"
unit=$DRYDOCK_DRAIN_UNIT
ended=${DRYDOCK_STATE:-/var/lib/drydock}/drained
imds_token=

now() { date +%s; }
tick() { sleep "${DRYDOCK_PAUSE:-5}"; }

# Whether the machine is to go. Where the metadata service has no answer, the session may be over, or it is away for a while.
going() {
  if target=$(imds meta-data/autoscaling/target-lifecycle-state 2>/dev/null); then
    [ "$target" = Terminated ]
    return
  fi
  imds_open 2>/dev/null || :
  return 1
}

# hook ACTION [MORE]: tells it to the group. Fails by 2 where the group does not wait, or not yet, and by 1 where it was not heard.
hook() {
  aws autoscaling application/x-www-form-urlencoded '' \
    "Action=$1&Version=2011-01-01&AutoScalingGroupName=$DRYDOCK_DRAIN_GROUP&LifecycleHookName=$DRYDOCK_DRAIN_HOOK&InstanceId=$DRYDOCK_INSTANCE_ID${2:-}" || return 1
  [ "$status" != 200 ] || return 0
  case $answer in *'No active Lifecycle Action'*) return 2 ;; esac
  say "$1: $(refusal)"
  return 1
}

# The group waits once balancers have let go of the machine. One that cannot be asked is not waited for.
waited_for() {
  unheard=0
  while :; do
    code=0
    hook RecordLifecycleActionHeartbeat || code=$?
    [ "$code" -ne 0 ] || return 0
    [ "$code" -eq 2 ] || unheard=$((unheard + 1))
    [ "$unheard" -lt 3 ] || return 0
    tick
  done
}

# Whether the unit still runs: one that counts as active after its process has ended does not.
runs() {
  shown=$(systemctl show --property=ActiveState --property=SubState "$unit") || return 1
  case $shown in
    *SubState=exited*) return 1 ;;
    *ActiveState=activ* | *ActiveState=reloading* | *ActiveState=deactivating*) return 0 ;;
  esac
  return 1
}

drain() {
  began=$(now)
  beat=$began
  say "running $unit"
  systemctl start "$unit" &
  start=$!
  while kill -0 "$start" 2>/dev/null || runs; do
    at=$(now)
    if [ $((at - began)) -ge "$DRYDOCK_DRAIN_TIMEOUT" ]; then
      say "$unit still runs after $DRYDOCK_DRAIN_TIMEOUT s; the machine goes nonetheless"
      kill "$start" 2>/dev/null || :
      return 0
    fi
    if [ $((at - beat)) -ge $((DRYDOCK_DRAIN_HEARTBEAT / 3)) ]; then
      hook RecordLifecycleActionHeartbeat || :
      beat=$at
    fi
    tick
  done
  code=0
  wait "$start" || code=$?
  result=$(systemctl show --property=Result "$unit") || result=
  if [ "$code$result" = 0Result=success ]; then
    say "$unit has ended"
  else
    say "$unit failed (start: $code, ${result:-no result}); the machine goes nonetheless"
  fi
}

until going; do tick; done
say 'the group takes this machine away'
# What has run to its end is not run again after a reboot, but on the machine that an image of this one becomes.
if [ "$(cat "$ended" 2>/dev/null)" != "$DRYDOCK_INSTANCE_ID" ]; then
  waited_for
  drain
  if ! { mkdir -p "${ended%/*}" && printf '%s' "$DRYDOCK_INSTANCE_ID" >"$ended.new" && mv -f "$ended.new" "$ended"; }; then
    say "cannot write $ended: after a reboot $unit would run again"
  fi
fi
until hook CompleteLifecycleAction '&LifecycleActionResult=CONTINUE'; do pause; done
say 'the group may go on'
