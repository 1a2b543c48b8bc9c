import { isDeepStrictEqual } from 'node:util'
import { globMatch } from '@keyspace/lesson/yaml'
import * as z from 'zod'
import type { Exchange } from '../http/learner-client.ts'
import { fail, note } from '../probes/findings.ts'
import type { Text } from '../report.ts'
import { say } from '../say.ts'
import type { WireCommand } from '../wire/wire-command.ts'
import { shownReply, wireEvidence } from '../wire/wire-evidence.ts'
import { instead, judgeAnswers, type Judging } from './judge-answers.ts'
import { isLate, repeat, type Stage, type StepResult } from './stage.ts'
import type { CallOutcome, CallStep } from './task-schema.ts'

/** Calls the function or the script as often as the step says, and looks at what came of it. */
export async function runCall(step: CallStep, stage: Stage): StepResult {
  const { scene, task } = stage
  const args = Array.isArray(step.call) ? step.call : [step.call]
  const seenBefore = scene.wire.commands.length
  const user = stage.user('A')
  let exchanges: readonly Exchange[]
  try {
    exchanges = await repeat(step, () => user.post('/call', { args }))
  } catch (cause) {
    if (!isLate(cause) || scene.crashed()) throw cause
    // Where nothing is expected of it, the next step looks at what it left.
    if (step.expect === undefined) return undefined
    return fail(say('the call did not come to an end', 'вызов так и не завершился'), [
      wireEvidence(scene.wire.commands, scene.startedAt),
    ])
  }
  if (task.kind === 'lua') {
    const scripts = scene.wire.commands.slice(seenBefore).filter(({ name }) => name === 'EVAL')
    return judgeAnswers(scripts, step.expect ?? [], scriptJudging(scene.startedAt))
  }
  const name = task.function ?? ''
  const calls = exchanges.map((exchange) => ({ name, args, ...outcomeOf(exchange) }))
  return judgeAnswers(calls, step.expect ?? [], FUNCTION)
}

interface FunctionCall {
  readonly name: string
  readonly args: readonly unknown[]
  readonly returned?: unknown
  readonly threw?: string | undefined
}

const answerOfServer = z.object({ returned: z.unknown().optional(), threw: z.string().optional() })

/** The program around the function belongs to the submission: what it answers may be anything. */
function outcomeOf({ answer }: Exchange): Pick<FunctionCall, 'returned' | 'threw'> {
  try {
    return answerOfServer.parse(JSON.parse(answer))
  } catch {
    return { threw: 'nothing that can be understood' }
  }
}

const FUNCTION: Judging<FunctionCall, CallOutcome> = {
  mismatch(call, { returns, throws }) {
    const what = lineOf(call)
    if (throws !== undefined) {
      if (call.threw !== undefined && globMatch(throws, call.threw)) return undefined
      return instead(what, outcomeText(call), `Error: ${throws}`)
    }
    if (returns === undefined) return undefined
    if (call.threw === undefined && isDeepStrictEqual(call.returned ?? null, returns)) {
      return undefined
    }
    return instead(what, outcomeText(call), JSON.stringify(returns))
  },
  evidence: (call) => [note(say('The call', 'Вызов'), `${lineOf(call)} → ${outcomeText(call)}`)],
}

function lineOf({ name, args }: FunctionCall): string {
  return `${name}(${['redis', ...args.map((arg) => JSON.stringify(arg))].join(', ')})`
}

function outcomeText({ threw, returned }: FunctionCall): string {
  return threw === undefined ? JSON.stringify(returned ?? null) : `Error: ${threw}`
}

function scriptJudging(since: number): Judging<WireCommand, CallOutcome> {
  return {
    mismatch(command, { reply, replyLike }): Text | undefined {
      const printed = command.reply === undefined ? '—' : shownReply(command.reply)
      const what = say('the reply', 'ответ')
      const wanted = reply ?? replyLike
      if (wanted === undefined) return undefined
      const holds = reply === undefined ? globMatch(wanted, printed) : printed === reply
      if (holds) return undefined
      return say(instead(what.en, printed, wanted).en, instead(what.ru, printed, wanted).ru)
    },
    evidence: (command) => [wireEvidence([command], since)],
  }
}
