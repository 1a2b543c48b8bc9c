import type { GradeReport, Text } from '../report.ts'

export type Lang = keyof Text

/** A file to write, with a path below the folder of the reports. */
export interface ReportFile {
  readonly path: string
  readonly text: string
}

export interface FormatContext {
  /** The language of sentences, where a format has room for one only. */
  readonly lang: Lang
  /** What the surroundings say of the submission; a classroom names it there. */
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Writes one report for one kind of reader. No file at all means that there is nothing to say. */
export type Format = (report: GradeReport, context: FormatContext) => readonly ReportFile[]

export function jsonFile(path: string, value: unknown): ReportFile {
  return { path, text: `${JSON.stringify(value, null, 2)}\n` }
}
