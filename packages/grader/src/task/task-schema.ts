import { assertions, gradingSchema, meantOneOf, strict } from '@keyspace/lesson/yaml'
import * as z from 'zod'

/** The parts of a lesson that a failed check can send its reader to. */
const SECTIONS = [
  ...(['context', 'task', 'target', 'theory', 'practice'] as const),
  ...(['checklist', 'troubleshooting', 'solution'] as const),
] as const

/** What YAML reads is JSON already, so there is nothing to look at. */
const json = z.custom<z.core.util.JSONType>()
const sentence = z
  .string({ error: 'a sentence expected\nput it in quotes' })
  .min(1, { error: 'an empty sentence\nwrite one, or leave the key out' })
const bothLanguages = strict({ en: sentence, ru: sentence })
const id = z.string().regex(/^[a-z][a-z0-9-]{1,48}$/, {
  error: 'not an id\nuse small letters, digits and dashes, such as asks-redis',
})
const section = z.enum(SECTIONS, {
  error: `not a section of a lesson\nuse one of: ${SECTIONS.join(', ')}`,
})
const times = z
  .int()
  .min(1)
  .max(200, { error: 'more than 200 at once\nwrite a number from 1 to 200' })
const seconds = z.number().min(0.01).max(5)
const path = z.string().startsWith('/', { error: 'not a path\nbegin it with /' })
const texts = z.union([z.string().transform((text) => [text]), z.array(z.string()).min(1)], {
  error: 'a command expected\nwrite one as you would type it, or a list of them',
})

const exactly = z
  .int()
  .min(0)
  .max(200)
  .optional()
  .describe('So many of the answers are like this; all of them when it is left out.')

const answer = strict({
  status: z
    .union(
      [
        z
          .int()
          .min(100)
          .max(599)
          .transform((one) => [one]),
        z.array(z.int()).min(1),
      ],
      {
        error: 'not a status\nwrite 200, or a list such as [200, 204]',
      },
    )
    .optional()
    .describe('The status, or one of a list.'),
  headers: z.record(z.string(), z.string()).optional().describe('Globs for headers, by name.'),
  json: json.optional().describe('The whole body as JSON.'),
  at: z
    .record(z.string(), json)
    .optional()
    .describe('What stands in the JSON body at a path, such as `items.0.name`.'),
  body: z.string().optional().describe('A glob for the body as text.'),
  exactly,
})

const outcome = strict({
  returns: json.optional().describe('What the function returns, as JSON.'),
  throws: z.string().optional().describe('A glob for the message of the error that it throws.'),
  reply: z.string().optional().describe('The reply of the script, as redis-cli prints it.'),
  replyLike: z.string().optional().describe('A glob for that.'),
  exactly,
})

/** What takes one of several forms, for an editor's schema. */
export const taskChoices = new Map<z.core.$ZodType, readonly z.ZodType[]>()

const oneOrMore = <One extends z.ZodType>(one: One) => {
  const many = z.array(one).min(1)
  taskChoices.set(many, [one, z.array(one).min(1)])
  return z.preprocess(
    (given): unknown[] => (Array.isArray(given) ? (given as unknown[]) : [given]),
    many,
  )
}

const repeated = {
  times: times.default(1).describe('So often, 1 to 200.'),
  parallel: z.boolean().default(false).describe('All at once, and not one after the other.'),
}

const request = strict({
  request: z
    .string()
    .regex(/^(GET|POST|PUT|PATCH|DELETE|HEAD) \/\S*$/, {
      error: 'not a request\nwrite it as GET /path',
    })
    .describe('Method and path.'),
  from: z
    .string()
    .default('A')
    .describe('Who asks: each name has an address of 127.0.0.0/8 of its own.'),
  headers: z.record(z.string(), z.string()).default({}),
  body: json.optional().describe('Sent as JSON.'),
  text: z.string().optional().describe('A body that is sent as it is.'),
  ...repeated,
  within: seconds
    .optional()
    .describe('Asks again for so many seconds until the answer is as expected.'),
  expect: oneOrMore(answer).optional(),
}).transform((step) => ({ kind: 'request' as const, ...step }))

const call = strict({
  call: z.union(
    [
      z.array(json),
      strict({ keys: z.array(z.coerce.string()), args: z.array(z.coerce.string()).default([]) }),
    ],
    { error: 'not a call\nwrite a list of arguments; for a script, {keys: [...], args: [...]}' },
  ),
  ...repeated,
  expect: oneOrMore(outcome).optional(),
}).transform((step) => ({ kind: 'call' as const, ...step }))

const redis = strict({
  redis: texts.describe('Commands of the grader, past the wire.'),
}).transform((step) => ({ kind: 'redis' as const, commands: step.redis }))

const milliseconds = z.int().min(1).max(1_000)
const fault = strict({
  fault: z.union(
    [
      z.enum(['away', 'back', 'restart']),
      strict({ latency: milliseconds }),
      strict({ hold: milliseconds }),
      strict({ cut: z.enum(['before', 'after']), at: z.string() }),
    ],
    {
      error:
        'not a fault\nuse away, back, restart, {latency: ms}, {hold: ms} or {cut: before, at: "SET *"}',
    },
  ),
}).transform((step) => ({ kind: 'fault' as const, ...step }))

const wait = strict({
  wait: z.number().min(0.01).max(2).describe('Seconds.'),
}).transform((step) => ({ kind: 'wait' as const, seconds: step.wait }))

const assertion = strict({
  assert: assertions.describe('What must hold now, as in the checks of a lesson.'),
}).transform((step) => ({ kind: 'assert' as const, ...step }))

const expiring = strict({
  expiring: z.string().describe('Every key like this glob has a TTL, and there is one.'),
}).transform((step) => ({ kind: 'expiring' as const, glob: step.expiring }))

const connections = strict({
  connections: z.int().min(0).max(1_000).describe('At most so many were opened since the start.'),
}).transform((step) => ({ kind: 'connections' as const, most: step.connections }))

const stepForms = {
  request,
  call,
  redis,
  fault,
  wait,
  assert: assertion,
  expiring,
  connections,
} as const
const stepNames = [
  'request',
  'call',
  'redis',
  'fault',
  'wait',
  'assert',
  'expiring',
  'connections',
] as const

type StepOf<Name extends keyof typeof stepForms> = z.output<(typeof stepForms)[Name]>
/** One thing that a check does, or looks at. */
export type Step = { [Name in keyof typeof stepForms]: StepOf<Name> }[keyof typeof stepForms]
export type RequestStep = StepOf<'request'>
export type CallStep = StepOf<'call'>
export type FaultStep = StepOf<'fault'>

const stepEntry = z.looseObject({}, { error: 'not a step\nwrite it as `- request: GET /path`' })
taskChoices.set(stepEntry, Object.values(stepForms))
const step = stepEntry.transform((given, context): Step => {
  const name = stepNames.find((form) => form in given)
  if (name === undefined) {
    const [first = ''] = Object.keys(given)
    const message = `unknown step \`${first}\`\n${meantOneOf(first, stepNames)}`
    context.addIssue({ code: 'custom', message, path: first === '' ? [] : [first] })
    return z.NEVER
  }
  const parsed = stepForms[name].safeParse(given)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) context.addIssue({ ...issue })
  return z.NEVER
})

const probe = strict({
  id,
  points: z.int().min(1).max(100),
  title: bothLanguages,
  expected: bothLanguages.optional().describe('Continues "Expected: …"; else the title does.'),
  section: section.optional().describe('Where the lesson teaches it; else the task’s section.'),
  fresh: z.boolean().default(false).describe('It looks at the first requests after a start.'),
  steps: z.array(step).min(1, { error: 'a check without steps would always pass\nadd one' }),
})

const integer = z.int().min(-1_000_000).max(1_000_000)
const value = z.union(
  [
    z.literal('word'),
    strict({ min: integer, max: integer }),
    strict({ sum: z.array(z.string()).min(1) }),
  ],
  { error: 'not a value\nuse word, {min: 1, max: 99}, or {sum: [balance, -amount]}' },
)

/** `task.yaml`: what is built, how it is started, and how it is checked. */
export const taskSchema = strict({
  id,
  kind: z.enum(['http', 'lua', 'typescript'], {
    error: 'not a kind of task\nuse http, lua or typescript',
  }),
  title: bothLanguages,
  say: bothLanguages.describe('The task in a few sentences.'),
  section: section.default('theory').describe('Where a failed check sends its reader.'),
  start: strict({
    startup: z.number().min(1).max(60).default(15).describe('Seconds until it must listen.'),
    answer: z.number().min(0.1).max(10).default(5).describe('Seconds for one answer.'),
    alive: path.default('/').describe('Asked to see whether it is back after a fault.'),
  }).default({ startup: 15, answer: 5, alive: '/' }),
  function: z
    .string()
    .regex(/^[A-Za-z_$][\w$]*$/)
    .optional()
    .describe('Of a TypeScript task: the function that the file exports.'),
  try: sentence
    .optional()
    .describe(
      'What the page’s box for trying it begins with: requests, commands with `EVAL SCRIPT`, or calls; a line each.',
    ),
  values: z
    .record(z.string().regex(/^[a-z]\w*$/i), value)
    .default({})
    .describe('Drawn anew for each check; `${name}` stands for one.'),
  grading: gradingSchema.optional().describe('What its score is made of.'),
  probes: z.array(probe).min(1, { error: 'no probe\na task without one cannot be graded' }),
})
export type TaskYaml = z.infer<typeof taskSchema>
export type TaskProbe = TaskYaml['probes'][number]
export type ValueSpec = TaskYaml['values'][string]
export type Answer = z.infer<typeof answer>
export type CallOutcome = z.infer<typeof outcome>
