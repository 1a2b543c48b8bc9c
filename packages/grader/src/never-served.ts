import type { Assignment } from './assignment.ts'
import type { Lane } from './lane.ts'
import type { RunningSubmission } from './launcher/run-submission.ts'
import { fail, note } from './probes/findings.ts'
import type { CheckResult, Text } from './report.ts'
import { graded } from './run-check.ts'
import { say } from './say.ts'

/** A submission that nobody could reach: every check fails, with one reason for all. */
export function neverServed(
  lanes: readonly Lane[],
  { probes }: Assignment,
  startupMs: number,
): { readonly trouble: Text; readonly checks: readonly CheckResult[] } {
  const app = lanes[0]?.app
  const got =
    app === undefined ? say('nothing ran', 'ничего не запустилось') : reasonOf(app, startupMs)
  const output = app?.output().trim() ?? ''
  const evidence =
    output === ''
      ? []
      : [note(say('The last that it printed', 'Последнее, что оно напечатало'), output)]
  return {
    trouble: say(
      `The submission was not reachable: ${got.en}.`,
      `Решение было недоступно: ${got.ru}.`,
    ),
    checks: probes.map((probe) => graded(probe, fail(got, evidence), 0)),
  }
}

function reasonOf(app: RunningSubmission, startupMs: number): Text {
  const { end } = app
  switch (end?.cause) {
    case undefined:
    case 'killed':
      return silent(app, startupMs)
    case 'not-started':
      return say('the start command could not be run', 'команду запуска не удалось выполнить')
    case 'memory':
      return say('it used more memory than it may', 'оно заняло больше памяти, чем разрешено')
    case 'processes':
      return say(
        'it started more processes than it may',
        'оно запустило больше процессов, чем разрешено',
      )
    case 'output':
      return say('it printed more than it may', 'оно напечатало больше, чем разрешено')
    case 'exited': {
      const how = end.signal ?? `${end.exitCode ?? ''}`
      return say(
        `it ended (${how}) before it listened on $PORT`,
        `оно завершилось (${how}), не начав слушать $PORT`,
      )
    }
  }
}

function silent(app: RunningSubmission, startupMs: number): Text {
  const seconds = startupMs / 1_000
  const [elsewhere] = app.listeningAt()
  if (elsewhere === undefined) {
    return say(
      `it did not listen on $PORT (${app.port}) within ${seconds} s`,
      `за ${seconds} с оно не начало слушать $PORT (${app.port})`,
    )
  }
  const place = `${elsewhere.address}:${elsewhere.port}`
  return say(
    `it listens on ${place} and not on 127.0.0.1:$PORT (${app.port})`,
    `оно слушает ${place}, а не 127.0.0.1:$PORT (${app.port})`,
  )
}
