import type { GradeReport } from '../report.ts'
import { classroom50 } from './classroom50.ts'
import { csv } from './csv.ts'
import { ctrf } from './ctrf.ts'
import { exercism } from './exercism.ts'
import type { Format, FormatContext, ReportFile } from './format.ts'
import { github } from './github.ts'
import { gradescope } from './gradescope.ts'
import { json } from './json.ts'
import { junit } from './junit.ts'
import { markdown } from './markdown.ts'

export type { FormatContext, Lang, ReportFile } from './format.ts'

const FORMATS = {
  json,
  junit,
  ctrf,
  gradescope,
  classroom50,
  github,
  exercism,
  markdown,
  csv,
} as const satisfies Record<string, Format>

export type FormatName = keyof typeof FORMATS

/** Every format's name, in the order of the documentation. */
export const FORMAT_NAMES = Object.keys(FORMATS).filter(isFormatName)

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name)
}

/** The files of one format; their paths do not collide with those of another one. */
export function writeFormat(
  name: FormatName,
  report: GradeReport,
  context: FormatContext,
): readonly ReportFile[] {
  return FORMATS[name](report, context)
}
