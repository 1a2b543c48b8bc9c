/**
 * Types the sessions of transcript-sessions.ts into the real redis-cli, each on a redis-server of
 * its own, and stores line, reply bytes and printed text: what redis-lang's tests hold it to.
 *
 *     node --conditions=source --import tsx tools/record-transcripts.ts [session …]
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { bytesToJson } from '@keyspace/redis-lang'
import { withRealRedis } from './real-redis.ts'
import { openRedisCli } from './redis-cli-session.ts'
import { sessions, type TranscriptSession } from './transcript-sessions.ts'

const FOLDER = new URL('../packages/redis-lang/src/transcripts/', import.meta.url)

async function record({ name, protocol, lines }: TranscriptSession): Promise<void> {
  const steps = await withRealRedis(async (redis) => {
    const cli = await openRedisCli(redis.socketPath, protocol)
    const recorded = []
    for (const line of lines) {
      const { reply, text } = await cli.run(line)
      recorded.push({ line, reply: bytesToJson(reply), text: bytesToJson(text) })
    }
    await cli.close()
    return recorded
  })
  const rows = steps.map((step) => `    ${JSON.stringify(step)}`).join(',\n')
  const json = `{\n  "protocol": ${protocol},\n  "steps": [\n${rows}\n  ]\n}\n`
  await writeFile(new URL(`${name}.json`, FOLDER), json)
  console.log(`${name}: ${steps.length} steps`)
}

const wanted = process.argv.slice(2)
await mkdir(FOLDER, { recursive: true })
for (const session of sessions) {
  if (wanted.length === 0 || wanted.includes(session.name)) await record(session)
}
