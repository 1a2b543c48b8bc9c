import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EngineUnavailable } from '../engine.ts'
import { openRunDirectory } from './run-directory.ts'

let parent: string

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'run-'))
})

afterEach(() => {
  rmSync(parent, { recursive: true, force: true })
})

describe('the run directory', () => {
  it('gives each server a directory that only it can enter', async () => {
    const runs = openRunDirectory(parent)
    const directory = runs.claim(7, undefined)
    expect(statSync(directory).mode & 0o777).toBe(0o700)
    expect(statSync(join(directory, '..')).mode & 0o777).toBe(0o711)
    await runs.release(directory)
    expect(existsSync(directory)).toBe(false)
    runs.close()
    expect(readdirSync(parent)).toEqual([])
  })

  it('gives nobody what another server left', () => {
    const runs = openRunDirectory(parent)
    writeFileSync(join(runs.claim(1, undefined), 'dump.rdb'), 'secret')
    expect(readdirSync(runs.claim(1, undefined))).toEqual([])
    runs.close()
  })

  it('clears away what a killed run left, and leaves the living and the strangers alone', () => {
    const living = openRunDirectory(parent)
    const [name = ''] = readdirSync(parent)
    const dead = spawnSync(process.execPath, ['--version']).pid
    const left = name.replace(`-${process.pid}-`, `-${dead}-`)
    mkdirSync(join(parent, left, '0'), { recursive: true })
    mkdirSync(join(parent, 'keyspace-of-a-person'))
    const next = openRunDirectory(parent)
    expect(existsSync(join(parent, left))).toBe(false)
    expect(readdirSync(parent)).toContain(name)
    expect(readdirSync(parent)).toContain('keyspace-of-a-person')
    living.close()
    next.close()
  })

  it('says so when the path is too long for a socket, and leaves nothing', () => {
    const long = join(parent, 'x'.repeat(80))
    mkdirSync(long)
    expect(() => openRunDirectory(long)).toThrow(EngineUnavailable)
    expect(() => openRunDirectory(long)).toThrow(/set TMPDIR to a shorter one/)
    expect(readdirSync(long)).toEqual([])
  })
})
