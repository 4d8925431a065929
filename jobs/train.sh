#!/usr/bin/env bash
# Learns the map from a source set to a target set. Options: jobs/train.sh --help. Words before -- go to spark-submit.
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/lib.sh"
start train "$@"
