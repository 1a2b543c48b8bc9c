import type { LineProblem, Span } from './span.ts'
import { splitBytes, type QuoteProblem } from './split-bytes.ts'

export type SplitLine =
  | { readonly ok: true; readonly args: Uint8Array[]; readonly spans: readonly Span[] }
  | { readonly ok: false; readonly problems: LineProblem[] }

const encoder = new TextEncoder()

/**
 * Splits a typed line into the arguments of a command, by redis-cli's rules: words apart by spaces,
 * `"…"` with `\n \r \t \b \a \xHH \" \\`, `'…'` with `\'`. Text becomes UTF-8. `spans` say where in
 * the line each argument stands, its quotes included. An empty line gives no arguments.
 *
 * Source: sdssplitargs of redis 7.0, which redis-cli calls.
 */
export function splitLine(line: string): SplitLine {
  const result = splitBytes(encoder.encode(line))
  if (!result.ok) return { ok: false, problems: [describe(line, result.problem)] }
  const toUnit = unitCounter(line)
  return {
    ok: true,
    args: result.args.map((arg) => arg.value),
    spans: result.args.map((arg) => ({ start: toUnit(arg.start), end: toUnit(arg.end) })),
  }
}

/** Turns offsets in UTF-8 bytes, asked for in rising order, into offsets in UTF-16 units. */
function unitCounter(line: string): (byteOffset: number) => number {
  let byte = 0
  let unit = 0
  return (byteOffset) => {
    while (byte < byteOffset) {
      const code = line.codePointAt(unit) ?? 0
      byte += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
      unit += code < 0x10000 ? 1 : 2
    }
    return unit
  }
}

function describe(line: string, problem: QuoteProblem): LineProblem {
  const start = unitCounter(line)(problem.at)
  const code = line.codePointAt(start) ?? 0
  const span = { start, end: start + (code < 0x10000 ? 1 : 2) }
  const name = problem.quote === '"' ? 'double' : 'single'
  if (problem.kind === 'never-closed') {
    return {
      code: 'unbalanced-quotes',
      message: `The ${name} quote that opens here is never closed.`,
      span,
      hint: neverClosedHint(problem.quote),
    }
  }
  return {
    code: 'unbalanced-quotes',
    message: `The ${name} quote closed just before this, so a space has to follow.`,
    span,
    hint: `Put a space after the closing ${problem.quote}, or write \\${problem.quote} to have the quote inside the text.`,
  }
}

function neverClosedHint(quote: '"' | "'"): string {
  const other = quote === '"' ? "'" : '"'
  return `Add a closing ${quote} at the end of the text, or put the whole argument in ${other}…${other} to use ${quote} as a plain character.`
}
