import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer, type Server } from 'node:net'

/** What one typed line did: the bytes that the server sent, and what redis-cli printed. */
export interface CliStep {
  readonly reply: Uint8Array
  readonly text: Uint8Array
}

export interface CliSession {
  run(line: string): Promise<CliStep>
  close(): Promise<void>
}

/** redis-cli answers a line of this by itself, so that it ends a step without touching the server. */
const MARK_LINE = '"\n'
const MARK = Buffer.from('Invalid argument(s)\n')

/** A place where bytes gather until someone takes them. */
class Gathering {
  #chunks: Uint8Array[] = []
  add(chunk: Uint8Array): void {
    this.#chunks.push(chunk)
  }
  endsWith(end: Uint8Array): boolean {
    return Buffer.concat(this.#chunks).subarray(-end.length).equals(end)
  }
  take(): Uint8Array {
    const all = Buffer.concat(this.#chunks)
    this.#chunks = []
    return all
  }
}

/** Lets redis-cli reach the server through us, so that we see the bytes it gets. */
async function listenBetween(path: string, upstream: string, seen: Gathering): Promise<Server> {
  const server = createServer((client) => {
    const server = connect(upstream)
    client.pipe(server)
    server.on('data', (chunk: Uint8Array) => {
      seen.add(chunk)
      client.write(chunk)
    })
    client.on('close', () => server.destroy())
  })
  server.listen(path)
  await once(server, 'listening')
  return server
}

/** Starts redis-cli as on a terminal (`--no-raw`), fed line by line. */
export async function openRedisCli(socketPath: string, protocol: 2 | 3): Promise<CliSession> {
  const received = new Gathering()
  const printed = new Gathering()
  const path = `${socketPath}.${protocol}`
  const between = await listenBetween(path, socketPath, received)
  const args = ['-s', path, '--no-raw', '--show-pushes', 'yes', ...(protocol === 3 ? ['-3'] : [])]
  const cli = spawn('redis-cli', args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(cli, 'exit')
  cli.stdout.on('data', (chunk: Uint8Array) => printed.add(chunk))

  const run = async (line: string): Promise<CliStep> => {
    cli.stdin.write(`${line}\n${MARK_LINE}`)
    while (!printed.endsWith(MARK)) {
      if (cli.exitCode !== null) throw new Error(`redis-cli ended at: ${line}`)
      await Promise.race([once(cli.stdout, 'data'), ended])
    }
    return { reply: received.take(), text: printed.take().subarray(0, -MARK.length) }
  }
  // What redis-cli asks of the server by itself at its start belongs to no line.
  await run('PING')
  return {
    run,
    close: async () => {
      cli.stdin.end()
      await ended
      between.close()
    },
  }
}
