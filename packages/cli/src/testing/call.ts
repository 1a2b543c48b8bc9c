import { runCli } from '../run-cli.ts'

/** One call of the program with what it printed. */
export async function call(cwd: string, ...args: readonly string[]) {
  const printed = { out: '', err: '' }
  const code = await runCli(args, {
    cwd,
    out: (text) => (printed.out += text),
    err: (text) => (printed.err += text),
    columns: 0,
    interrupted: () => Promise.resolve(),
  })
  return { code, ...printed }
}
