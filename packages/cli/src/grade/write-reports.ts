import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { writeFormat, type FormatName, type GradeReport, type Lang } from '@keyspace/grader'

export interface WriteOptions {
  readonly formats: readonly FormatName[]
  readonly folder: string
  readonly lang: Lang
}

/** Writes the report in every format; the paths that were written, below the folder. */
export async function writeReports(
  report: GradeReport,
  { formats, folder, lang }: WriteOptions,
): Promise<readonly string[]> {
  const files = formats.flatMap((format) => writeFormat(format, report, { lang, env: process.env }))
  for (const { path, text } of files) {
    const file = join(resolve(folder), path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
  return files.map(({ path }) => path)
}
