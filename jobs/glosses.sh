#!/usr/bin/env bash
# Makes two real sets: definitions of English nouns by one encoder, MiniLM, and of other nouns by another, BGE:
#
#   jobs/glosses.sh [ROWS]
#
# Writes target/glosses/source, target and truth, of 4,000 rows each unless ROWS says otherwise.
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/lib.sh"
cd "$root"
build
exec jobs/encode.sh target/glosses noun "${1:-4000}" 1 source=minilm-gloss-a target=bge-gloss-b truth=bge-gloss-a
