#!/bin/sh
# Local mode as a stranger runs it, for a minute; arguments are passed on. Its JSON must be whole, and nothing lost.
set -eu

root=$(cd "$(dirname "$0")/../../../.." && pwd -P)
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT

line=$(TIDEGATE_JAVA_OPTS="-Duser.home=$home" "$root/tidegate" local --port 0 --for 60s --json "$@" | tail -n 1)
printf '%s\n' "$line"

# Exact key and value pairs, so that no JSON tool is needed.
must() {
    printf '%s\n' "$line" | grep -Eq -- "$2" || {
        printf 'not ok: %s\n' "$1" >&2
        exit 1
    }
    printf 'ok: %s\n' "$1"
}

# The number that follows key $1.
value() {
    printf '%s\n' "$line" | sed -n "s/.*\"$1\":\([0-9]*\)[,}].*/\1/p"
}

must 'is of the first version' '^\{"schemaVersion":1,'
must 'took samples' '"samples":[1-9]'
must 'decided' '"decisions":[1-9]'
must 'sent commands' '"emitted":[1-9]'
must 'lost none of them' '"failed":0,"pending":0\}'
must 'put nothing aside' '"deadLetters":0,'
must 'knows the three services' '"target":"ecs/demo/api".*"target":"ecs/demo/web".*"target":"ecs/demo/worker"'
must 'measured the way from a sample to its command' '"sampleToCommand":\{"p50":[0-9]+,"p99":[0-9]+\}'
must 'measured the way from a tick to its command' '"tickToCommand":\{"p50":[0-9]+,"p99":[0-9]+\}'
must 'tells its pace' '"pace":10\.0,'
must 'tells its start' '"startupMs":[1-9]'
sum=$(($(value applied) + $(value skipped) + $(value refused) + $(value failed) + $(value pending)))
[ "$sum" = "$(value emitted)" ] || {
    printf 'not ok: %s commands were sent, %s have ended\n' "$(value emitted)" "$sum" >&2
    exit 1
}
printf 'ok: every command has ended\n'
