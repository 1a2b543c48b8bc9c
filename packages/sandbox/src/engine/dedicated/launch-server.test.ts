import { existsSync, readFileSync, readlinkSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { ask } from './ask.ts'
import { findServer } from './dedicated-engine.ts'
import { launchChains, type LaunchChain } from './launch-chain.ts'
import { launchServer, type LiveServer } from './launch-server.ts'
import { processGroup, type ProcessFacts } from './process-group.ts'
import { openRunDirectory } from './run-directory.ts'
import { claimSlot, serverUser } from './server-user.ts'
import { openConnection } from './socket-connection.ts'

const memoryBytes = 16 * 1024 * 1024
const binary = findServer()
const chains = binary === undefined ? [] : launchChains({ binary, memoryBytes, connections: 8 })
const runDirectory = openRunDirectory()
const isRoot = process.getuid?.() === 0
const isLinux = process.platform === 'linux'
const servers: LiveServer[] = []

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.kill()))
})

afterAll(() => {
  runDirectory.close()
})

async function launch(
  chain: LaunchChain,
): Promise<{ server: LiveServer; user: number | undefined }> {
  const slot = claimSlot()
  const server = await launchServer({ chain, runDirectory, memoryBytes }, slot)
  servers.push(server)
  return { server, user: serverUser(slot) }
}

function asPlatform(server: LiveServer, ...command: string[]): ReturnType<typeof ask> {
  return ask((handlers) => openConnection(server.socketPath, server.platform, handlers), [command])
}

/** The kernel takes some milliseconds to clear away the dead of a namespace. */
async function nothingLeft(server: LiveServer): Promise<void> {
  if (isLinux) await vi.waitFor(() => expect(processGroup(server.pid ?? 0)).toEqual([]))
}

function redisOf(server: LiveServer): ProcessFacts {
  const found = processGroup(server.pid ?? 0).find(({ name }) => name.endsWith('-server'))
  if (found === undefined) throw new Error('no server process')
  return found
}

describe.each(chains.map((chain, at) => [`${at}: ${chain.level}`, chain] as const))(
  'a server launched by chain %s',
  (_, chain) => {
    it('answers, and is gone with its processes and its directory when killed', async () => {
      const { server } = await launch(chain)
      expect(await asPlatform(server, 'PING')).toEqual([{ kind: 'status', value: 'PONG' }])
      await server.kill()
      expect(existsSync(dirname(server.socketPath))).toBe(false)
      await nothingLeft(server)
      expect(await server.ended).toEqual({ cause: 'killed', detail: 'killed by the platform' })
    })

    it('is killed in the middle of a script that never ends', async () => {
      const { server } = await launch(chain)
      const script = 'while true do pcall(function() while true do end end) end'
      const answer = asPlatform(server, 'EVAL', script, '0').catch(() => 'cut off')
      await sleep(150)
      await server.kill()
      expect(await answer).toBe('cut off')
      await nothingLeft(server)
    })

    it('says that it crashed when somebody else kills it', async () => {
      const { server } = await launch(chain)
      process.kill(-(server.pid ?? 0), 'SIGKILL')
      expect(await server.ended).toMatchObject({ cause: 'crashed' })
    })

    it('is gone with the process that saves its data', async () => {
      const { server } = await launch(chain)
      await asPlatform(server, 'CONFIG', 'SET', 'rdb-key-save-delay', '10000000')
      await asPlatform(server, 'SET', 'a', '1')
      expect(await asPlatform(server, 'BGSAVE')).toMatchObject([{ kind: 'status' }])
      await server.kill()
      await nothingLeft(server)
    })

    it.runIf(isLinux)('shows nothing secret in its arguments', async () => {
      const { server } = await launch(chain)
      const seen = processGroup(server.pid ?? 0).flatMap(({ argv }) => argv)
      expect(seen.length).toBeGreaterThan(0)
      expect(seen.join(' ')).not.toContain(server.platform.password)
    })

    it('tells nothing of the host in INFO', async () => {
      const { server } = await launch(chain)
      const [info] = await asPlatform(server, 'INFO', 'server')
      const text = info?.kind === 'bulk' ? Buffer.from(info.value).toString() : ''
      expect(text).toMatch(/^executable:\/(redis|valkey)-server\r$/m)
      expect(text).toMatch(/^config_file:\r$/m)
    })

    it.runIf(isRoot && isLinux)('runs as a user of its own without any privilege', async () => {
      const { server, user } = await launch(chain)
      const redis = redisOf(server)
      expect(redis.uid).toBe(user)
      expect(redis.uid).toBeGreaterThan(0)
      expect(redis.groups).toBe('')
      expect(redis.status).toMatch(/^CapEff:\s*0+$/m)
      expect(redis.status).toMatch(/^CapPrm:\s*0+$/m)
    })
  },
)

const wrapped = chains.filter(({ level }) => level !== 'none').slice(0, -1)

describe.runIf(isRoot && isLinux && wrapped.length > 0)('a server in wrappers', () => {
  it.each(wrapped.map((chain) => [chain.level, chain] as const))(
    '%s: has limits, the lowest priority and no way to more privileges',
    async (_, chain) => {
      const { server } = await launch(chain)
      const { pid, status, limits, nice } = redisOf(server)
      expect(status).toMatch(/^NoNewPrivs:\s*1$/m)
      expect(nice).toBe(19)
      if (existsSync('/proc/self/autogroup')) {
        expect(readFileSync(`/proc/${pid}/autogroup`, 'utf8')).toMatch(/ nice 5$/m)
      }
      expect(limits).toMatch(/^Max address space\s+167772160 /m)
      expect(limits).toMatch(/^Max core file size\s+0 /m)
      expect(limits).toMatch(/^Max processes\s+24 /m)
      expect(limits).toMatch(/^Max open files\s+128 /m)
    },
  )
})

const jail = chains.find(({ level }) => level === 'bwrap')

describe.runIf(jail !== undefined)('a server in bubblewrap', () => {
  it('has a root, processes and a network of its own', async () => {
    if (jail === undefined) return
    const { server } = await launch(jail)
    const { pid } = redisOf(server)
    for (const kind of ['mnt', 'pid', 'net', 'ipc', 'uts', 'user']) {
      expect(readlinkSync(`/proc/${pid}/ns/${kind}`)).not.toBe(
        readlinkSync(`/proc/self/ns/${kind}`),
      )
    }
    const mounts = readFileSync(`/proc/${pid}/mounts`, 'utf8')
      .split('\n')
      .map((line) => line.split(' '))
    const writable = mounts.filter(([, , , options]) => options?.startsWith('rw'))
    const places = writable.map(([, place]) => place).filter((place) => !place?.startsWith('/dev/'))
    // The root is an empty file system in memory that nobody else sees, owned by nobody.
    expect(places.sort()).toEqual(['/', '/data', '/proc'])
  })

  it('shows no path of the host in CONFIG GET dir', async () => {
    if (jail === undefined) return
    const { server } = await launch(jail)
    const [reply] = await asPlatform(server, 'CONFIG', 'GET', 'dir')
    const dir = reply?.kind === 'array' ? reply.items[1] : undefined
    expect(dir?.kind === 'bulk' ? Buffer.from(dir.value).toString() : '').toBe('/data')
  })
})
