import type { Deps } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { SubmissionService } from '../submissions/submission-service.ts'

/** @throws Problem 503 with the way to grade without this server, where it grades nothing. */
export function openGrading(
  { submissions }: Pick<Deps, 'submissions'>,
  assignment = 'rate-limiter-leaderboard',
): SubmissionService {
  if (submissions.ok) return submissions.service
  throw new Problem(503, {
    code: 'grading-unavailable',
    message: submissions.reason,
    hint: `Grade on your own machine: keyspace grade ${assignment} --dir your-folder`,
  })
}
