export {
  gradeReport,
  type CheckResult,
  type Crash,
  type Evidence,
  type GradeReport,
  type Part,
  type Remediation,
  type Rubric,
  type Text,
  type Verdict,
} from './report.ts'
export type { GradeEvent } from './grade-event.ts'
export type { GradeOptions, Submission } from './grade-options.ts'
export { grade } from './grade.ts'
export type { RedisChoice } from './redis/choose-redis.ts'
export { assignmentIds, findAssignment, UnknownAssignment, type Assignment } from './assignment.ts'
export {
  FORMAT_NAMES,
  isFormatName,
  writeFormat,
  type FormatContext,
  type FormatName,
  type Lang,
  type ReportFile,
} from './formats/index.ts'
export { commandSubmission, findSubmission } from './launcher/find-submission.ts'
export { NoSubmission, type FoundSubmission } from './launcher/found-submission.ts'
export { DEFAULT_WEIGHTS, UnreadableReport, type PartWeights } from './intake/parts.ts'
export { readCoverage } from './intake/read-coverage.ts'
export { readStyle } from './intake/read-style.ts'
export { readTests } from './intake/read-tests.ts'
export { PASS_MARK } from './rubric.ts'
export { csvText } from './formats/csv.ts'
