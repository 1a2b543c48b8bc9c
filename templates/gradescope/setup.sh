#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the image. The zip lies unpacked in /autograder/source.
set -euo pipefail
keyspace=/autograder/source/keyspace

if ! node -e 'const [major, minor] = process.versions.node.split("."); process.exit(major > 20 || (major == 20 && minor >= 19) ? 0 : 1)' 2>/dev/null; then
  apt-get update -qq && apt-get install -y -qq curl xz-utils
  releases=https://nodejs.org/dist/latest-v22.x
  case $(uname -m) in aarch64) processor=arm64 ;; *) processor=x64 ;; esac
  cd /tmp && curl -fsSLO "$releases/SHASUMS256.txt"
  archive=$(grep -o "node-v[0-9.]*-linux-$processor.tar.xz" SHASUMS256.txt)
  curl -fsSLO "$releases/$archive" && sha256sum --check --ignore-missing --quiet SHASUMS256.txt
  tar -xJf "$archive" -C /usr/local --strip-components=1
fi

"$keyspace/tools/ci/install.sh"

if ! python3 -c 'import fastapi, redis.asyncio, uvicorn' 2>/dev/null; then
  apt-get update -qq && apt-get install -y -qq python3-fastapi python3-redis uvicorn
fi

# hono and ioredis for a submission that is one file.
ln -sfn "$keyspace/packages/grader/node_modules" /autograder/node_modules
