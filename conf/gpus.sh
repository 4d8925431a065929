#!/usr/bin/env bash
# Tells Spark which GPUs a machine has: a discovery script for its properties *.resource.gpu.discoveryScript.
set -euo pipefail

refuse() {
  echo "Expected nvidia-smi to list this machine's GPUs; $1. Install NVIDIA's driver, or ask for no GPUs." >&2
  exit 1
}

command -v nvidia-smi >/dev/null || refuse "found none on the PATH"
numbers=$(nvidia-smi --query-gpu=index --format=csv,noheader) || refuse "it said: $numbers"
printf '{"name": "gpu", "addresses": [%s]}\n' "$(sed 's/.*/"&"/' <<<"$numbers" | paste -sd, -)"
