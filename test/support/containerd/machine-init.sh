#!/bin/sh
# The first process of a machine apart: a /sys of its own network, places of its own for what runtimes write outside of
# their directories, and then nothing until the standard input ends. $1 is the directory of the machine.
set -e
dir=$1
mount --make-rprivate /
mkdir "$dir/cgroups" "$dir/tmpfs" "$dir/net.d" "$dir/bin"
mount --rbind /sys/fs/cgroup "$dir/cgroups"
mount -t sysfs sysfs /sys
mount --rbind "$dir/cgroups" /sys/fs/cgroup
mount -t tmpfs tmpfs "$dir/tmpfs"
mount -t tmpfs tmpfs /run
mkdir /run/netns
for place in etc opt var/lib; do
  mkdir -p "$dir/tmpfs/$place/upper" "$dir/tmpfs/$place/work"
  mount -t overlay overlay -o "lowerdir=/$place,upperdir=$dir/tmpfs/$place/upper,workdir=$dir/tmpfs/$place/work" "/$place"
done
mkdir -p /etc/cni /opt/cni
rm -rf /etc/cni/net.d /opt/cni/bin
ln -s "$dir/net.d" /etc/cni/net.d
ln -s "$dir/bin" /opt/cni/bin
ip link set lo up
echo ready
cat > /dev/null
