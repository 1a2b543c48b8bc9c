import * as z from 'zod'

/** A sentence in both languages of the product. */
export const text = z.strictObject({ en: z.string(), ru: z.string() })
export type Text = z.infer<typeof text>

export const verdict = z.enum(['pass', 'fail', 'error'])
/** A wrong answer is a fail; our own trouble is an error, and never a zero. */
export type Verdict = z.infer<typeof verdict>

/** One command that the submission sent to Redis, as redis-cli would show it. */
const wireLine = z.strictObject({
  /** Counts the connections of the submission from 1. */
  connection: z.int().min(1),
  /** Milliseconds since the check began. */
  atMs: z.number(),
  command: z.string(),
  /** Null when no reply reached the submission. */
  reply: z.string().nullable(),
})
export type WireLine = z.infer<typeof wireLine>

const wireEvidence = z.strictObject({
  kind: z.literal('wire'),
  lines: z.array(wireLine),
  /** Commands that were seen but are not among the lines. */
  omitted: z.int().min(0),
})

const httpEvidence = z.strictObject({
  kind: z.literal('http'),
  request: z.strictObject({
    method: z.string(),
    path: z.string(),
    /** The client's address, such as 127.0.0.7. */
    from: z.string(),
    body: z.string().nullable(),
  }),
  /** Null when no answer came; then `trouble` says why. */
  response: z.strictObject({ status: z.int(), body: z.string(), ms: z.number().min(0) }).nullable(),
  trouble: z.string().nullable(),
})

/** What a key held, or what the submission printed. */
const noteEvidence = z.strictObject({
  kind: z.literal('note'),
  title: text,
  text: z.string(),
})

export const evidence = z.discriminatedUnion('kind', [wireEvidence, httpEvidence, noteEvidence])
/** What a verdict rests on. Texts are cut to a few hundred characters. */
export type Evidence = z.infer<typeof evidence>

export const remediation = z.strictObject({
  /** Slug of the lesson, such as `ra3-lua-scripts`. */
  lesson: z.string(),
  /** The lesson's section: theory, practice, troubleshooting … */
  section: z.string(),
  title: text,
})
export type Remediation = z.infer<typeof remediation>

export const checkResult = z.strictObject({
  /** Stable; other tools rely on it. */
  id: z.string(),
  /** The assignment's numbered requirement that it proves, from 1. */
  task: z.int().min(1),
  title: text,
  points: z.int().min(0),
  maxPoints: z.int().min(0),
  verdict,
  /** For the learner: what was expected and what came instead; for a pass, what was seen. */
  sentence: text,
  expected: text,
  got: text,
  /** Worth knowing although nothing is taken off for it. */
  remarks: z.array(text),
  evidence: z.array(evidence),
  /** Null when the check passed. */
  remediation: remediation.nullable(),
  durationMs: z.number().min(0),
})
export type CheckResult = z.infer<typeof checkResult>

/** The submission ended by itself while it should have served. */
export const crash = z.strictObject({
  /** Milliseconds since the grading began. */
  atMs: z.number(),
  /** The check that ran then; null while the submission started. */
  check: z.string().nullable(),
  exitCode: z.int().nullable(),
  signal: z.string().nullable(),
  /** The last that it printed. */
  output: z.string(),
})
export type Crash = z.infer<typeof crash>

const testsPart = z.strictObject({
  kind: z.literal('tests'),
  passed: z.int().min(0),
  failed: z.int().min(0),
  skipped: z.int().min(0),
  /** The names of the first failed ones. */
  failures: z.array(z.string()),
  /** Share of the final score, 0 to 1. */
  weight: z.number().min(0).max(1),
  /** 0 to 1. */
  score: z.number().min(0).max(1),
})

const coveragePart = z.strictObject({
  kind: z.literal('coverage'),
  coveredLines: z.int().min(0),
  lines: z.int().min(0),
  weight: z.number().min(0).max(1),
  score: z.number().min(0).max(1),
})

const stylePart = z.strictObject({
  kind: z.literal('style'),
  errors: z.int().min(0),
  warnings: z.int().min(0),
  weight: z.number().min(0).max(1),
  score: z.number().min(0).max(1),
})

export const part = z.discriminatedUnion('kind', [testsPart, coveragePart, stylePart])
/** What the learner's own CI reported. */
export type Part = z.infer<typeof part>

export const rubric = z.enum(['S', 'A', 'B', 'C'])
export type Rubric = z.infer<typeof rubric>

/** One graded submission, version 1. Everything in it may be shown to the learner. */
export const gradeReport = z.strictObject({
  schema: z.literal('keyspace/grade-report/v1'),
  assignment: z.strictObject({ id: z.string(), title: text }),
  submission: z.strictObject({
    name: z.string(),
    kind: z.enum(['command', 'node', 'typescript', 'python', 'lua']),
    /** The start command, as it was given or found. */
    command: z.string(),
  }),
  /** ISO 8601, UTC. */
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  durationMs: z.number().min(0),
  engine: z.strictObject({ name: z.string(), version: z.string() }),
  /** From which the random values of this run came; the same seed gives the same values. */
  seed: z.string(),
  /** Of the checks. */
  points: z.int().min(0),
  maxPoints: z.int().min(0),
  passMark: z.int().min(0),
  /** 0 to 100: the points alone, or with the parts by their weights. */
  score: z.number().min(0).max(100),
  /** Null when the verdict is an error: then nothing was graded. */
  rubric: rubric.nullable(),
  verdict,
  exitCode: z.union([z.literal(0), z.literal(1), z.literal(3)]),
  /** What the whole run suffered from, such as a submission that never listened; null when nothing. */
  trouble: text.nullable(),
  checks: z.array(checkResult),
  crashes: z.array(crash),
  parts: z.array(part),
})
export type GradeReport = z.infer<typeof gradeReport>
