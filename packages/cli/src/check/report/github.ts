import { workflowCommand } from '@keyspace/grader/formats'
import type { CheckReport } from '../check-report.ts'

/** A workflow command for each problem, so that GitHub shows it beside the line. */
export function formatGithub({ problems, proofs }: CheckReport): string {
  const lines = problems.map(({ severity, file, line, column, code, message, hint }) => {
    const place = { file, line: String(line), col: String(column), title: code }
    return workflowCommand(severity, place, `${message} — ${hint}`)
  })
  return `${[...lines, `${proofs.length} proofs, ${problems.length} problems`].join('\n')}\n`
}
