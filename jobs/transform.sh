#!/usr/bin/env bash
# Maps a set with a trained model, forward or back. Options: jobs/transform.sh --help. Words before -- go to spark-submit.
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/lib.sh"
start transform "$@"
