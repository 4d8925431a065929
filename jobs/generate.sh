#!/usr/bin/env bash
# Makes up a source and a target set. Options: jobs/generate.sh --help. Words before -- go to spark-submit.
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/lib.sh"
start generate "$@"
