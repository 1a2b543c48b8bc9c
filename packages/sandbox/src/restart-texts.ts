import type { ClientSession } from './session/session-home.ts'

/** Why the Redis behind a sandbox is replaced. */
export type RestartCause =
  | { readonly kind: 'deadline'; readonly ms: number; readonly culprit: ClientSession }
  | { readonly kind: 'memory' }
  | { readonly kind: 'crash' }
  | { readonly kind: 'reset' }

const KEPT = 'Everything that was answered before is still there.'
const LOST =
  'Not everything could be put back, so data was lost: look at your keys before you go on.'

function why(cause: RestartCause): string {
  switch (cause.kind) {
    case 'deadline':
      return `A command ran longer than the limit of ${cause.ms} ms, so it was stopped and your Redis was restarted.`
    case 'memory':
      return 'Your Redis ran out of memory and was restarted.'
    case 'crash':
      return 'Your Redis stopped unexpectedly and was restarted.'
    case 'reset':
      return 'The sandbox was reset.'
  }
}

function advice(cause: RestartCause, session: ClientSession): string {
  if (cause.kind === 'deadline' && cause.culprit === session) {
    return 'Make the script or command do less at once, then run it again.'
  }
  return cause.kind === 'memory' ? 'Store or build less at once.' : 'Send this command again.'
}

/** What the learner is told when their Redis is replaced. */
export const restartTexts = {
  lost: 'ERR The connection to your Redis was lost while this command ran. Connect again.',
  reason: why,
  /** For the command that was running, and for those that waited behind it on the connection. */
  interrupted(
    cause: RestartCause,
    session: ClientSession,
    lost: boolean,
  ): { readonly first: string; readonly others: string } {
    const data = cause.kind === 'reset' ? '' : ` ${lost ? LOST : KEPT}`
    return {
      first: `ERR ${why(cause)}${data} ${advice(cause, session)}`,
      others: `ERR ${why(cause)} This command did not run. Send it again.`,
    }
  },
}
