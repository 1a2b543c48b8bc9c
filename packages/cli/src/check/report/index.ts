import type { CheckReport } from '../check-report.ts'
import type { Format } from '../options.ts'
import { formatGithub } from './github.ts'
import { formatJson } from './json.ts'
import { formatJunit } from './junit.ts'
import { formatText } from './text.ts'

const FORMATTERS = {
  text: formatText,
  json: formatJson,
  junit: formatJunit,
  github: formatGithub,
} satisfies Record<Format, (report: CheckReport) => string>

export function formatReport(format: Format, report: CheckReport): string {
  return FORMATTERS[format](report)
}
