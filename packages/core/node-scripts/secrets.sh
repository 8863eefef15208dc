# shellcheck shell=sh
# Fetches the secrets that this node is entitled to and puts each in its file. Tries until all are there: units wait for it.
# Lines of the list: form, id, path, owner and mode, with tabs between them.
set -eu
# shellcheck source=aws.sh
. "${DRYDOCK_SCRIPTS:-/opt/drydock}/aws.sh"
list=${DRYDOCK_SECRETS:-/etc/drydock/secrets}

# put PATH OWNER MODE: standard input becomes the file, whole or not at all.
put() {
  next=$(umask 077 && mktemp "$1.XXXXXX") || return 1
  if cat >"$next" && chown "$2" "$next" && chmod "$3" "$next"; then
    mv -f "$next" "$1" && return 0
  fi
  rm -f "$next"
  return 1
}

value() { printf '%s' "$answer" | jq -j "$1"; }

deliver() {
  aws secretsmanager application/x-amz-json-1.1 secretsmanager.GetSecretValue "$(jq -cn --arg id "$2" '{SecretId: $id}')" || return 1
  if [ "$status" != 200 ]; then
    say "secret $2: $(refusal)"
    return 1
  fi
  if [ "$1" = bundle ]; then
    if ! printf '%s' "$answer" | jq -e '.SecretString | fromjson | all(.["ca.crt", "tls.crt", "tls.key"]; type == "string")' >/dev/null 2>&1; then
      say "secret $2: is no bundle of ca.crt, tls.crt and tls.key"
      return 1
    fi
    mkdir -p "$3" && chown "$4" "$3" && chmod 0700 "$3" || return 1
    for name in ca.crt tls.crt tls.key; do
      value ".SecretString | fromjson | .[\"$name\"]" | put "$3/$name" "$4" "$5" || return 1
    done
    return 0
  fi
  [ -d "${3%/*}" ] || mkdir -p "${3%/*}" || return 1
  if printf '%s' "$answer" | jq -e '.SecretString | type == "string"' >/dev/null; then
    value .SecretString | put "$3" "$4" "$5"
  else
    value .SecretBinary | base64 -d | put "$3" "$4" "$5"
  fi
}

while IFS='	' read -r form id path owner mode; do
  [ -n "$form" ] || continue
  delay=1
  until deliver "$form" "$id" "$path" "$owner" "$mode" </dev/null; do
    say "secret $id is not at $path yet; trying again"
    pause
  done
done <"$list"
