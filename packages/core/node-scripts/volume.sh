# shellcheck shell=sh
# Attaches the volume that belongs to this node, by its exact id, and gives it a file system when, and only when, it is blank.
set -eu
# shellcheck source=aws.sh
. "${DRYDOCK_SCRIPTS:-/opt/drydock}/aws.sh"
label=$DRYDOCK_VOLUME_LABEL
devices=${DRYDOCK_DEVICES:-/dev}

ec2() { aws ec2 application/x-www-form-urlencoded '' "$1&Version=2016-11-15"; }

# The name under which the volume is attached to this instance; nothing when it is not.
attachment() {
  ec2 "Action=DescribeVolumes&VolumeId.1=$volume&Filter.1.Name=attachment.instance-id&Filter.1.Value.1=$DRYDOCK_INSTANCE_ID" || return 1
  if [ "$status" != 200 ]; then
    say "volume $volume: $(refusal)"
    return 1
  fi
  printf '%s' "$answer" | tr -d '\n' | sed -n 's|.*<device>\([^<]*\)</device>.*|\1|p'
}

attach() {
  imds_open || return 1
  if ! volume=$(imds meta-data/tags/instance/drydock:volume); then
    say 'this instance has no tag drydock:volume yet'
    return 1
  fi
  name=$(attachment) || return 1
  [ -z "$name" ] || return 0
  # A volume that the machine before this one still holds is refused until it has let go.
  ec2 "Action=AttachVolume&VolumeId=$volume&InstanceId=$DRYDOCK_INSTANCE_ID&Device=%2Fdev%2Fsdf" || return 1
  [ "$status" = 200 ] || say "volume $volume: $(refusal)"
  return 1
}

# Nitro instances name a volume by its id, older ones by the name of its attachment.
device() {
  nvme=$devices/disk/by-id/nvme-Amazon_Elastic_Block_Store_$(printf '%s' "$volume" | tr -d -)
  for candidate in "$nvme" "$devices/${name#/dev/}" "$devices/xvd${name#/dev/sd}"; do
    if [ -e "$candidate" ]; then
      printf '%s' "$candidate"
      return 0
    fi
  done
  return 1
}

until attach; do
  say 'the volume is not attached yet; trying again'
  pause
done
delay=1
until disk=$(device); do
  say "volume $volume has no device yet; trying again"
  pause
done

found=$(blkid --probe --output value --match-tag LABEL "$disk") && known=0 || known=$?
if [ "$known" = 0 ] && [ "$found" = "$label" ]; then
  exit 0
fi
# Whoever finds data of unknown kind stops: nothing is formatted but a disk without a byte on it.
if [ "$known" != 2 ] || [ "$(head -c 1048576 "$disk" | tr -d '\000' | wc -c)" -ne 0 ]; then
  say "stopped: volume $volume is neither blank nor labelled $label; look at $disk by hand"
  exit 1
fi
say "volume $volume is blank: making its file system"
mkfs.ext4 -q -L "$label" "$disk"
if command -v udevadm >/dev/null; then udevadm trigger --settle "$disk" || true; fi
