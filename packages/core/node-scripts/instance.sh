# shellcheck shell=sh
# Writes what this instance knows about itself, its tags included, to a file that units and scripts read as their environment.
set -eu
# shellcheck source=aws.sh
. "${DRYDOCK_SCRIPTS:-/opt/drydock}/aws.sh"
run=${DRYDOCK_RUN:-/run/drydock}

line() { printf '%s="%s"\n' "$1" "$(printf '%s' "$2" | tr '\n' ' ' | sed 's/[\\"$`]/\\&/g')"; }

gather() {
  imds_open || return 1
  id=$(imds meta-data/instance-id) || return 1
  type=$(imds meta-data/instance-type) || return 1
  address=$(imds meta-data/local-ipv4) || return 1
  host=$(imds meta-data/local-hostname) || return 1
  zone=$(imds meta-data/placement/availability-zone) || return 1
  region=$(imds meta-data/placement/region) || return 1
  domain=$(imds meta-data/services/domain 2>/dev/null) || domain=amazonaws.com
  public=$(imds meta-data/public-ipv4 2>/dev/null) || public=
  line DRYDOCK_INSTANCE_ID "$id"
  line DRYDOCK_INSTANCE_TYPE "$type"
  line DRYDOCK_ADDRESS "$address"
  line DRYDOCK_PUBLIC_ADDRESS "$public"
  line DRYDOCK_HOSTNAME "$host"
  line DRYDOCK_ZONE "$zone"
  line DRYDOCK_REGION "$region"
  line DRYDOCK_DOMAIN "$domain"
  line COREOS_PRIVATE_IPV4 "$address"
  line COREOS_PUBLIC_IPV4 "$public"
  line COREOS_EC2_INSTANCE_ID "$id"
  line COREOS_EC2_IPV4_LOCAL "$address"
  line COREOS_EC2_IPV4_PUBLIC "$public"
  line COREOS_EC2_HOSTNAME "$host"
  line COREOS_EC2_AVAILABILITY_ZONE "$zone"
  line COREOS_EC2_REGION "$region"
  keys=$(imds meta-data/tags/instance/ 2>/dev/null) || keys=
  printf '%s\n' "$keys" | while IFS= read -r key; do
    [ -n "$key" ] || continue
    value=$(imds "meta-data/tags/instance/$key") || exit 1
    line "DRYDOCK_TAG_$(printf '%s' "$key" | tr '[:lower:]' '[:upper:]' | tr -c 'A-Z0-9' '_')" "$value"
  done
}

mkdir -p "$run"
until gather >"$run/instance.env.new"; do
  say 'the metadata service does not answer; trying again'
  pause
done
mv -f "$run/instance.env.new" "$run/instance.env"
