#!/bin/sh
# A CNI plugin for tests that takes a lease in two steps, as host-local does, and refuses to take one twice.
lease=${0%/*}/../leases/$CNI_CONTAINERID@$CNI_IFNAME
case $CNI_COMMAND in
ADD)
  set -C
  if ! true > "$lease"; then
    echo '{"code":100,"msg":"The lease is taken"}'
    exit 1
  fi
  set +C
  if [ -f "$0.$CNI_IFNAME" ]; then . "$0.$CNI_IFNAME"; fi
  echo whole > "$lease"
  printf '{"cniVersion":"1.0.0","interfaces":[{"name":"%s","sandbox":"%s"}],"ips":[]}' "$CNI_IFNAME" "$CNI_NETNS"
  ;;
CHECK)
  if ! grep -q whole "$lease"; then
    echo '{"code":101,"msg":"The lease is gone"}'
    exit 1
  fi
  ;;
DEL) rm -f "$lease" ;;
esac
