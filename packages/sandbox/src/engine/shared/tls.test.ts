import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort, RedisAtPort } from '../../testing/redis-at-port.ts'
import { findBinary } from '../dedicated/find-binary.ts'
import { createSharedEngine } from './shared-engine.ts'

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
const isPossible = ['redis-server', 'openssl'].every((name) => findBinary([name]) !== undefined)

describe.runIf(isPossible)('the shared engine over TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyspace-tls-'))
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
  let redis: RedisAtPort
  let url: string

  beforeAll(async () => {
    const made = '-x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost'.split(' ')
    const names = ['-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost']
    const files = ['-keyout', key, '-out', certificate]
    execFileSync('openssl', ['req', ...made, ...names, ...files], { stdio: 'ignore' })
    const port = String(await freePort())
    const tls = ['--tls-cert-file', certificate, '--tls-key-file', key, '--tls-auth-clients', 'no']
    redis = await RedisAtPort.start('--tls-port', port, ...tls)
    url = `rediss://127.0.0.1:${port}`
  })

  afterAll(async () => {
    await redis.stop()
    rmSync(folder, { recursive: true })
  })

  it('does not trust a certificate that nobody vouches for', async () => {
    await expect(createSharedEngine({ redisUrl: url, log: silent })).rejects.toThrow(
      /^The shared Redis does not answer \(DEPTH_ZERO_SELF_SIGNED_CERT\)/,
    )
  })

  it('has sandboxes when the operator trusts it', () => {
    // Node reads the certificates that it trusts when it starts.
    const program = fileURLToPath(new URL('./tls-process.ts', import.meta.url))
    const node = ['--conditions=source', '--import', 'tsx', program, url]
    const ran = spawnSync(process.execPath, node, {
      env: { PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: certificate },
      encoding: 'utf8',
      timeout: 20_000,
    })
    expect(ran.stdout, ran.stderr).toBe('+OK $over TLS [$a]\n')
    expect(ran.status).toBe(0)
  })
})
