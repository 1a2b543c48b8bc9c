import { PROGRAM_GLOBAL } from '../assemble-script.ts'
import type { Program } from './program.ts'

declare global {
  var keyspaceProgram: Program | undefined
}

/** The program that stands in the same script as the runtime. */
export function takeProgram(): Program | undefined {
  return globalThis[PROGRAM_GLOBAL]
}
