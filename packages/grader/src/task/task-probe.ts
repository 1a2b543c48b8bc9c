import { setTimeout as sleep } from 'node:timers/promises'
import { splitLine } from '@keyspace/redis-lang'
import { GraderTrouble } from '../grader-trouble.ts'
import type { LearnerClient } from '../http/learner-client.ts'
import { pass } from '../probes/findings.ts'
import type { Finding, Probe, Scene } from '../probes/probe.ts'
import { runAssertions, runConnections, runExpiring } from './assert-step.ts'
import { runCall } from './call-step.ts'
import { runFault } from './fault-step.ts'
import { remediationOf, type Task } from './read-task.ts'
import { runRequest } from './request-step.ts'
import type { Stage, StepResult } from './stage.ts'
import type { Step, TaskProbe } from './task-schema.ts'
import { ADDRESS, drawValues } from './values.ts'

/** A check of a task as the grader runs it: its steps in order, until one finds something wrong. */
export function taskProbe(task: Task, declared: TaskProbe, index: number): Probe {
  const { id, points, title, fresh, steps } = declared
  const breaks = steps.some(({ kind }) => kind === 'fault')
  return {
    ...{ id, points, title, task: index + 1 },
    expected: declared.expected ?? title,
    teaches: remediationOf(task, declared),
    ...(fresh ? { needsFreshStart: true } : {}),
    ...(breaks ? { leaves: 'broken-connections' } : {}),
    asks: task.kind === 'http' ? task.start.alive : '/',
    run: (scene) => run(task, id, scene),
  }
}

async function run(task: Task, id: string, scene: Scene): Promise<Finding> {
  const stage = stageOf(task, scene)
  const values = new Map(drawValues(task.values, scene.random))
  values.set(ADDRESS, stage.user('A').address)
  const probe = task.probeWith(id, values)
  if (probe === undefined) throw new GraderTrouble(`${id} does not fit its own values`)
  const expected = probe.expected ?? probe.title
  try {
    for (const step of probe.steps) {
      const finding = await runStep(step, stage)
      if (finding !== undefined) return { ...finding, expected }
    }
    return { ...pass(expected), expected }
  } finally {
    // A check that ends while Redis is away leaves none to the next one.
    if (endsAway(probe.steps)) await scene.restartRedis()
  }
}

function stageOf(task: Task, scene: Scene): Stage {
  const users = new Map<string, LearnerClient>()
  return {
    task,
    scene,
    user(name) {
      const user = users.get(name) ?? scene.client()
      users.set(name, user)
      return user
    },
  }
}

async function runStep(step: Step, stage: Stage): StepResult {
  switch (step.kind) {
    case 'request':
      return runRequest(step, stage)
    case 'call':
      return runCall(step, stage)
    case 'assert':
      return runAssertions(step.assert, stage)
    case 'expiring':
      return runExpiring(step.glob, stage)
    case 'connections':
      return runConnections(step.most, stage)
    case 'fault':
      await runFault(step, stage.scene)
      return undefined
    case 'redis':
      for (const line of step.commands) await stage.scene.redis.call(...wordsOf(line))
      return undefined
    case 'wait':
      await sleep(step.seconds * 1_000)
      return undefined
  }
}

function wordsOf(line: string): readonly string[] {
  const split = splitLine(line)
  if (!split.ok) throw new GraderTrouble(`"${line}" is no command`)
  return split.args.map((word) => new TextDecoder().decode(word))
}

function endsAway(steps: readonly Step[]): boolean {
  return steps.some((step) => step.kind === 'fault' && step.fault === 'away')
}
