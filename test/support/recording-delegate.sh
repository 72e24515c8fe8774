#!/bin/sh
# A CNI plugin for tests: writes down how it was called, then does what it was told (see recording-delegates.ts).
here=${0%/*}
name=${0##*/}
number=1
while ! mkdir "$here/.calls/$number" 2>/dev/null; do number=$((number + 1)); done
call=$here/.calls/$number
env > "$call/env"
cat > "$call/stdin"
echo "$name" > "$call/name"

orders=$here/.orders/$name.$CNI_COMMAND
if [ -f "$orders" ]; then
  . "$orders"
  exit
fi
if [ "$CNI_COMMAND" = ADD ]; then
  printf '{"cniVersion":"1.0.0","interfaces":[{"name":"%s","sandbox":"%s"}]' "$CNI_IFNAME" "$CNI_NETNS"
  printf ',"ips":[{"address":"10.9.0.5/16","interface":0}]}'
fi
