import { jsonFile, type Format, type FormatContext } from './format.ts'
import { isGraded } from './numbers.ts'

/** What stands where the classroom's runner has not said anything: a run on somebody's own machine. */
const LOCAL = 'local'

/**
 * `result.json` for the Classroom 50 runner, which names the submission in the environment. After our
 * own trouble there is none: the runner then reports a failed run instead of a grade.
 *
 * Source: https://github.com/foundation50/classroom50, schema classroom50/result/v1
 */
export const classroom50: Format = (report, context) => {
  if (!isGraded(report)) return []
  const tests = report.checks.map((check) => ({
    'test-name': check.id,
    passed: check.verdict === 'pass',
    score: check.points,
    'max-score': check.maxPoints,
  }))
  const commit = found(context, 'COMMIT_URL')
  return [
    jsonFile('result.json', {
      schema: 'classroom50/result/v1',
      classroom: found(context, 'CLASSROOM'),
      assignment: found(context, 'ASSIGNMENT', report.assignment.id),
      assignment_type: found(context, 'ASSIGNMENT_TYPE', 'individual'),
      owner: found(context, 'OWNER', found(context, 'USERNAME', report.submission.name)),
      submission: found(context, 'SUBMISSION_TAG'),
      commit,
      release: found(context, 'RELEASE_URL', commit),
      review: found(context, 'REVIEW_URL', commit),
      datetime: report.endedAt.replace(/\.\d+Z$/, 'Z'),
      score: tests.reduce((sum, { score }) => sum + score, 0),
      'max-score': tests.reduce((sum, test) => sum + test['max-score'], 0),
      tests,
    }),
  ]
}

function found({ env }: FormatContext, name: string, otherwise: string = LOCAL): string {
  const value = env[name]?.trim() ?? ''
  return value === '' ? otherwise : value
}
