import type { Submission } from '../grade-options.ts'

/** A program for node, as it is. */
export function nodeProgram(name: string, text: string): Submission {
  const argv = [process.execPath, '--input-type=module', '-e', text] as const
  return { name, kind: 'node', command: `node ${name}.mjs`, argv: [...argv], cwd: '/' }
}

/** What a person would type. */
export function shellCommand(command: string, cwd = '/'): Submission {
  return { name: command, kind: 'command', command, argv: ['/bin/sh', '-c', command], cwd }
}

/** Answers everything with 200 and an empty list; does not know Redis. */
export const YES_SAYER = `
  import { createServer } from 'node:http'
  const server = createServer((request, response) => response.end('[]'))
`
