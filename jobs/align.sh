#!/usr/bin/env bash
# Learns the map from a source set to a target set, maps the source set and reports. Options: jobs/align.sh --help. Words before -- go to spark-submit.
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/lib.sh"
start align "$@"
