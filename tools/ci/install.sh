#!/usr/bin/env bash
# What grading needs on a machine of CI: redis-server and the packages. Run again, it changes nothing.
set -euo pipefail

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

if ! command -v redis-server >/dev/null; then
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq redis-server
fi
major=$(redis-server --version | sed -E 's/.*v=([0-9]+).*/\1/')
if [ "$major" -lt 7 ]; then
  echo "redis-server $major is too old: the grader needs 7.0 or newer (Debian 12, Ubuntu 24.04)" >&2
  exit 3
fi

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
npx --yes pnpm@10 install --prod --frozen-lockfile --ignore-scripts --filter '@keyspace/cli...'
