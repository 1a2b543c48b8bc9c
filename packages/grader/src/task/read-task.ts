import { readYamlFile, type Problem, type YamlFile } from '@keyspace/lesson/yaml'
import * as z from 'zod'
import type { Remediation } from '../report.ts'
import { say } from '../say.ts'
import { taskSchema, type TaskProbe, type TaskYaml } from './task-schema.ts'
import { ADDRESS, bareTerm, fill, fillForReading, placeholdersIn, type Values } from './values.ts'

/** The lesson that a task stands beside. */
export interface TaskLesson {
  readonly slug: string
  readonly title: Remediation['title']
}

/** A task that can be graded. */
export interface Task extends TaskYaml {
  /** Undefined for one that stands alone. */
  readonly lesson: TaskLesson | undefined
  /** One of its checks with the values of this run in it. */
  probeWith(id: string, values: Values): TaskProbe | undefined
}

export type ReadTask =
  | { readonly ok: true; readonly task: Task }
  | { readonly ok: false; readonly problems: readonly Problem[] }

export interface TaskSource {
  /** For problems. */
  readonly file: string
  readonly text: string
  readonly lesson: TaskLesson | undefined
}

/** Understands a `task.yaml`, or says what is wrong with it, where, and what to do. */
export function readTask({ file, text, lesson }: TaskSource): ReadTask {
  const kinds = kindsOfValues(text)
  const yaml = readYamlFile({ file, text: fillForReading(text, kinds), name: 'task' }, taskSchema)
  // Where the file is no YAML, nobody knows what it declares.
  if (!yaml.problems.some(({ code }) => code === 'task-yaml')) checkPlaceholders(text, kinds, yaml)
  if (yaml.value !== undefined) checkTask(yaml.value, text, yaml)
  if (yaml.value === undefined || yaml.problems.length > 0) {
    return { ok: false, problems: yaml.problems }
  }
  const probeWith = (id: string, values: Values): TaskProbe | undefined =>
    readYamlFile({ file, text: fill(text, values), name: 'task' }, taskSchema).value?.probes.find(
      (probe) => probe.id === id,
    )
  return { ok: true, task: { ...yaml.value, lesson, probeWith } }
}

const declared = z.object({ values: z.record(z.string(), z.unknown()) })

/** What each value is, read before the file can be: with placeholders in it, it need not be YAML yet. */
function kindsOfValues(text: string): ReadonlyMap<string, 'word' | 'number'> {
  const bare = fillForReading(
    text,
    new Map(placeholdersIn(text).map(({ name }) => [name, 'number'])),
  )
  const kinds = new Map<string, 'word' | 'number'>([[ADDRESS, 'word']])
  const { value } = readYamlFile({ file: '', text: bare, name: 'task' }, declared)
  for (const [name, spec] of Object.entries(value?.values ?? {})) {
    kinds.set(name, spec === 'word' ? 'word' : 'number')
  }
  return kinds
}

type Report = Pick<YamlFile<TaskYaml>, 'report'>

function checkPlaceholders(
  text: string,
  kinds: ReadonlyMap<string, unknown>,
  { report }: Report,
): void {
  for (const { name, start, end } of placeholdersIn(text)) {
    if (kinds.has(name)) continue
    report({
      code: 'task-value-unknown',
      message: `\${${name}} is not declared`,
      hint: `declare it under \`values:\`, such as \`${name || 'name'}: word\`; there are ${[...kinds.keys()].join(', ')}`,
      at: { start, end },
    })
  }
}

function checkTask(task: TaskYaml, text: string, { report }: Report): void {
  const place = (words: string, from = 0) => {
    const start = Math.max(0, text.indexOf(words, from))
    return { start, end: start + words.length }
  }
  if (task.kind === 'typescript' && task.function === undefined) {
    report({
      code: 'task-function-missing',
      message: 'a TypeScript task names the function that its file exports',
      hint: 'add `function: name`',
      at: place('kind:'),
    })
  }
  for (const [name, spec] of Object.entries(task.values)) {
    const sum = typeof spec === 'object' && 'sum' in spec ? spec.sum : []
    for (const term of sum.map(bareTerm)) {
      const other = task.values[term]
      if (typeof other === 'object' && 'min' in other) continue
      report({
        code: 'task-sum',
        message: `\`${name}\` adds up \`${term}\`, which is not a number of this task`,
        hint: `declare \`${term}: {min: 1, max: 99}\``,
        at: place(name),
      })
    }
  }
  checkProbes(task, text, report)
}

function checkProbes(task: TaskYaml, text: string, report: Report['report']): void {
  const seen = new Set<string>()
  let from = 0
  for (const { id, steps } of task.probes) {
    const found = text.indexOf(`id: ${id}`, from)
    const start = found === -1 ? from : found
    from = start + 1
    const at = { start, end: start + `id: ${id}`.length }
    if (seen.has(id)) {
      report({
        code: 'task-id-twice',
        message: `the id \`${id}\` is there twice`,
        hint: 'give one of the probes another id',
        at,
      })
    }
    seen.add(id)
    const strange = steps.find(({ kind }) => kind === (task.kind === 'http' ? 'call' : 'request'))
    if (strange !== undefined) {
      report({
        code: 'task-step-kind',
        message: `\`${id}\` has a step \`${strange.kind}\`, which a task of kind ${task.kind} has not`,
        hint: task.kind === 'http' ? 'use `request: GET /path`' : 'use `call:`',
        at,
      })
    }
    if (steps.every((step) => !claims(step))) {
      report({
        code: 'task-claims-nothing',
        message: `\`${id}\` expects nothing, so it would always pass`,
        hint: 'give a step an `expect`, or add `assert:` or `expiring:`',
        at,
      })
    }
  }
}

function claims(step: TaskProbe['steps'][number]): boolean {
  if (step.kind === 'request' || step.kind === 'call') return step.expect !== undefined
  return ['assert', 'expiring', 'connections'].includes(step.kind)
}

/** Where a failed check of the task sends its reader. */
export function remediationOf(task: Task, { section }: Pick<TaskProbe, 'section'>): Remediation {
  return {
    lesson: task.lesson?.slug ?? task.id,
    section: section ?? task.section,
    title: task.lesson?.title ?? say(task.title.en, task.title.ru),
  }
}
