#!/usr/bin/env bash
# Makes two moons, aligns them and shows what that did. Needs Java 17 and Maven; every file is under target/.
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/lib.sh"
cd "$root"
attended build
attended start generate --kind moons --rows 1000 --rotation 50 --noise 0.05 --seed 1 --output target/demo/moons --mode overwrite
start align --config conf/moons.conf --source target/demo/moons/source --target target/demo/moons/target \
  --output target/demo/aligned --label-col label --mode overwrite
