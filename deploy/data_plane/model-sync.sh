#!/bin/sh
# model-sync.sh FOLDER FROM TO...: copies what FROM has of an artifact and TO has not, one TO after the other, as it was simulated.
# A version is whole when its file COMPLETE is there, so that comes last, and only of versions that were whole before the copy began.
set -eu
folder=$1
from=$2
shift 2
whole=$(mktemp)
for to in "$@"; do
  rclone lsf --recursive --files-only --include '**/COMPLETE' "$from/$folder" >"$whole"
  rclone copy --immutable --exclude '**/COMPLETE' "$from/$folder" "$to/$folder"
  rclone copy --immutable --files-from "$whole" "$from/$folder" "$to/$folder"
done
