import { expect, it } from 'vitest'
import { createLog } from './log.ts'

it('writes JSON lines and hides what is secret', () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => void lines.push(line) })
  log.info({ id: 'sb1', token: 't0p', headers: { authorization: 'Bearer t0p' } }, 'created')
  log.debug({}, 'not at this level')
  expect(lines).toHaveLength(1)
  expect(lines[0]).not.toContain('t0p')
  expect(JSON.parse(lines[0]!)).toMatchObject({
    level: 'info',
    id: 'sb1',
    token: '[hidden]',
    msg: 'created',
  })
})

it('keeps the cause of an error', () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => void lines.push(line) })
  log.error({ err: new Error('outer', { cause: new Error('inner') }) }, 'failed')
  expect(lines[0]).toContain('inner')
})
