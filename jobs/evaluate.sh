#!/usr/bin/env bash
# Reports how well a source set, as any tool mapped it, fits a target set. Options: jobs/evaluate.sh --help. Words before -- go to spark-submit.
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/lib.sh"
start evaluate "$@"
