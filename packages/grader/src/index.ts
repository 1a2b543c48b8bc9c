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
export { UnknownAssignment } from './assignment.ts'
export {
  FORMAT_NAMES,
  isFormatName,
  writeFormat,
  type FormatContext,
  type FormatName,
  type Lang,
  type ReportFile,
} from './formats/index.ts'
