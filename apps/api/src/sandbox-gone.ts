import { Problem } from './problem.ts'

export function sandboxGone(): Problem {
  return new Problem(404, {
    code: 'sandbox-gone',
    message: 'There is no such sandbox (any more).',
    hint: 'Sandboxes end when they are not used for a while. Make a new one with POST /api/sandboxes.',
  })
}
