import type { CheckReport } from '../check-report.ts'

/**
 * A workflow command for each problem, so that GitHub shows it beside the line.
 *
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function formatGithub({ problems, proofs }: CheckReport): string {
  const lines = problems.map(({ severity, file, line, column, code, message, hint }) => {
    const about = Object.entries({ file, line, col: column, title: code })
    const properties = about.map(([name, value]) => `${name}=${property(String(value))}`).join(',')
    return `::${severity} ${properties}::${data(`${message} — ${hint}`)}`
  })
  return `${[...lines, `${proofs.length} proofs, ${problems.length} problems`].join('\n')}\n`
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
