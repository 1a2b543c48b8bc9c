import type { CheckReport } from '../check-report.ts'
import type { Format } from '../options.ts'

/** Each with what it needs of the grader, which is much, and only when it is asked for. */
const FORMATTERS = {
  text: async () => (await import('./text.ts')).formatText,
  json: async () => (await import('./json.ts')).formatJson,
  junit: async () => (await import('./junit.ts')).formatJunit,
  github: async () => (await import('./github.ts')).formatGithub,
} satisfies Record<Format, () => Promise<(report: CheckReport) => string>>

export async function formatReport(format: Format, report: CheckReport): Promise<string> {
  const write = await FORMATTERS[format]()
  return write(report)
}
