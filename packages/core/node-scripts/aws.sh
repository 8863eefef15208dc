# shellcheck shell=sh
# Calls to AWS with the role of this instance. Nothing secret is ever an argument of a command: other processes can read those.
export LC_ALL=C

say() { printf '%s\n' "$*" >&2; }

# Waits, longer after each call: 1, 2, 4 and so on up to 30 seconds.
delay=1
pause() {
  sleep "${DRYDOCK_PAUSE:-$delay}"
  delay=$((delay * 2))
  [ "$delay" -le 30 ] || delay=30
}

imds_at=${AWS_EC2_METADATA_SERVICE_ENDPOINT:-http://169.254.169.254}

# Begins a session with the metadata service; imds needs one, which lasts 300 seconds.
imds_open() {
  imds_token=$(curl --silent --show-error --fail --noproxy '*' --max-time 5 --request PUT \
    --header 'X-aws-ec2-metadata-token-ttl-seconds: 300' "$imds_at/latest/api/token")
}

# imds PATH: prints what the metadata service says there, and fails where it has nothing.
imds() {
  printf 'header = "X-aws-ec2-metadata-token: %s"\n' "$imds_token" |
    curl --config - --silent --show-error --fail --noproxy '*' --max-time 5 "$imds_at/latest/$1"
}

newline='
'

# aws SERVICE CONTENT-TYPE TARGET BODY: leaves the answer in $answer and its HTTP status in $status; fails when there is none.
aws() {
  imds_open || return 1
  role=$(imds meta-data/iam/security-credentials/) || return 1
  credentials=$(imds "meta-data/iam/security-credentials/${role%%"$newline"*}") || return 1
  reply=$(
    printf '%s' "$credentials" |
      jq -r '"user = " + ("\(.AccessKeyId):\(.SecretAccessKey)" | tojson), "header = " + ("X-Amz-Security-Token: \(.Token)" | tojson)' |
      curl --config - --silent --show-error --max-time 30 --aws-sigv4 "aws:amz:$DRYDOCK_REGION:$1" \
        --header "Content-Type: $2" ${3:+--header "X-Amz-Target: $3"} --data-binary "$4" --write-out '\n%{http_code}' \
        "${AWS_ENDPOINT_URL:-https://$1.$DRYDOCK_REGION.$DRYDOCK_DOMAIN}/"
  ) || return 1
  status=${reply##*"$newline"}
  answer=${reply%"$newline"*}
}

# Why the last call was refused, on one line; an answer that refuses holds no secret.
refusal() {
  printf 'status %s, %s' "$status" "$(printf '%s' "$answer" | tr '\n' ' ' | cut -c 1-400)"
}
