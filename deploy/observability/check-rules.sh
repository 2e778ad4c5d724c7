#!/bin/sh
# Checks the rules and runs their unit tests. Needs promtool (it comes with Prometheus).
#   sh observability/check-rules.sh
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

find . -name '*.yaml' | sort | while read -r file; do
  mkdir -p "$work/$(dirname "$file")"
  case $file in
    *_test.yaml)
      cp "$file" "$work/$file"
      ;;
    *)
      # promtool reads the groups alone, not the object that the Prometheus Operator takes.
      if grep -q '^kind: PrometheusRule$' "$file"; then
        sed -e '1,/^spec:$/d' -e 's/^  //' "$file" >"$work/$file"
      fi
      ;;
  esac
done
cd "$work"
find . -name '*.yaml' ! -name '*_test.yaml' -exec promtool check rules {} +
find . -name '*_test.yaml' -exec promtool test rules {} +
