import { jsonFile, type Format } from './format.ts'

/** Everything, as `gradeReport` describes it. */
export const json: Format = (report) => [jsonFile('report.json', report)]
