#!/bin/sh
# Stands in front of the plugin: writes down what the runtime sends, in the order in which it comes, and hands it on.
here=${0%/*}/../calls
number=1
while ! mkdir "$here/$number" 2> /dev/null; do number=$((number + 1)); done
env > "$here/$number/env"
cat > "$here/$number/stdin"
"${0%/*}/genie-itself" < "$here/$number/stdin" > "$here/$number/stdout"
status=$?
echo $status > "$here/$number/status"
cat "$here/$number/stdout"
exit $status
