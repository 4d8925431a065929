#!/usr/bin/env bash
# Sets the job beside its rivals on real and made-up sets, and keeps what was scored in jobs/real.csv, real.md and real.svg:
#
#   jobs/real.sh [OPTIONS] [SET...]
#
# Takes all sets unless some are named; --list lists them, --help the options. Encodes the texts that are missing in LRMF_REAL_SETS,
# ~/.cache/lrmf-spark/real unless it is set. LRMF_DIGITS names the folder with the codes of digits, for the set of them.
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/lib.sh"
cd "$root"
export SPARK_LOCAL_IP=127.0.0.1
export LRMF_REAL_SETS=${LRMF_REAL_SETS:-$HOME/.cache/lrmf-spark/real}
build
java_of_tests 4g
exec "${java[@]}" io.github.lrmfspark.real.RealBench --commit "$(git describe --always --dirty 2> /dev/null || true)" "$@"
