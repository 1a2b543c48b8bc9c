import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { z } from 'zod'
import { runBash } from './run-script.ts'

/** As much of a composite action as ours uses; anything else in it is an error. */
const compositeAction = z.strictObject({
  name: z.string(),
  description: z.string(),
  inputs: z.record(z.string(), z.strictObject({ description: z.string(), default: z.string() })),
  outputs: z.record(z.string(), z.strictObject({ description: z.string(), value: z.string() })),
  runs: z.strictObject({
    using: z.literal('composite'),
    steps: z.array(
      z.strictObject({
        name: z.string(),
        id: z.string().optional(),
        shell: z.literal('bash'),
        env: z.record(z.string(), z.string()).default({}),
        run: z.string(),
      }),
    ),
  }),
})

export type CompositeAction = z.infer<typeof compositeAction>

export async function readAction(file: string): Promise<CompositeAction> {
  return compositeAction.parse(load(await readFile(file, 'utf8')))
}

export interface ActionRun {
  readonly code: number
  readonly printed: string
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
}

/** Runs the steps in their order, as GitHub does, until one fails. */
export async function runAction(
  action: CompositeAction,
  given: {
    readonly inputs: Readonly<Record<string, string>>
    readonly actionPath: string
    readonly workspace: string
  },
): Promise<ActionRun> {
  const folder = await mkdtemp(join(tmpdir(), 'keyspace-action-'))
  const files = { output: join(folder, 'output'), summary: join(folder, 'summary') }
  const values = new Map<string, string>([['github.action_path', given.actionPath]])
  for (const [name, input] of Object.entries(action.inputs)) {
    values.set(`inputs.${name}`, given.inputs[name] ?? input.default)
  }
  let code = 0
  let printed = ''
  await writeFile(files.summary, '')
  try {
    for (const step of action.runs.steps) {
      await writeFile(files.output, '')
      const own = Object.entries(step.env).map(([name, text]): [string, string] => [
        name,
        filled(text, values),
      ])
      const ran = await runBash(filled(step.run, values), {
        cwd: given.workspace,
        env: {
          GITHUB_WORKSPACE: given.workspace,
          GITHUB_OUTPUT: files.output,
          GITHUB_STEP_SUMMARY: files.summary,
          ...Object.fromEntries(own),
        },
      })
      printed += ran.printed
      for (const [name, value] of outputsIn(await readFile(files.output, 'utf8'))) {
        values.set(`steps.${step.id ?? ''}.outputs.${name}`, value)
      }
      code = ran.code
      if (code !== 0) break
    }
    const outputs = Object.entries(action.outputs).map(([name, { value }]): [string, string] => [
      name,
      filled(value, values),
    ])
    const summary = await readFile(files.summary, 'utf8')
    return { code, printed, outputs: Object.fromEntries(outputs), summary }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function outputsIn(text: string): readonly (readonly [name: string, value: string])[] {
  return text
    .split('\n')
    .filter((line) => line.includes('='))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const)
}

/** An output of a step that did not run is empty; any other name that nobody gave is a mistake in the action. */
function filled(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_, name: string) => {
    const value = values.get(name)
    if (value !== undefined) return value
    if (name.startsWith('steps.')) return ''
    throw new Error(`the action asks for ${name}, and nothing gives it`)
  })
}
