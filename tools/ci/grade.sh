#!/usr/bin/env bash
# `keyspace grade` after install.sh, without a look at whether the packages are the newest. Paths are absolute.
cd "$(dirname "${BASH_SOURCE[0]}")/../../packages/cli" || exit 3
exec node --conditions=source --import tsx src/main.ts grade "$@"
