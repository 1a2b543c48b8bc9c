import type { Context } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../app-env.ts'
import { Problem } from '../problem.ts'

/** The small zod of the schemas brings no sentences of its own. */
const error = z.locales.en().localeError

const jsonType = /^application\/json\s*(?:;|$)/i

async function readText(c: Context<AppEnv>): Promise<string> {
  const type = c.req.header('content-type')
  const isJson = type !== undefined && jsonType.test(type)
  if (type === undefined || isJson) {
    const text = await c.req.text()
    if (isJson || text === '') return text
  }
  throw new Problem(415, {
    code: 'not-json',
    message: 'The body must be JSON.',
    hint: 'Send the header "Content-Type: application/json".',
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem(400, {
      code: 'bad-json',
      message: 'The body is not valid JSON.',
      hint: 'Check quotes, commas and brackets.',
    })
  }
}

/** `seed[2]: Too big` — where in the body, and what is wrong there. */
function describe(issue: z.core.$ZodIssue): string {
  const path = issue.path.reduce<string>(
    (all, step) =>
      typeof step === 'number'
        ? `${all}[${step}]`
        : all === ''
          ? String(step)
          : `${all}.${String(step)}`,
    '',
  )
  return path === '' ? issue.message : `${path}: ${issue.message}`
}

/**
 * The body as the schema says; an empty body counts as `{}`.
 * @throws {Problem} 415, or 400 with `example` as the hint.
 */
export async function readJson<T>(
  c: Context<AppEnv>,
  schema: z.core.$ZodType<T>,
  example: string,
): Promise<T> {
  const text = await readText(c)
  const parsed = z.safeParse(schema, text === '' ? {} : parse(text), { error })
  if (parsed.success) return parsed.data
  throw new Problem(400, {
    code: 'bad-request',
    message: `The body is not what this address takes. ${parsed.error.issues.map(describe).join('; ')}`,
    hint: `For example: ${example}`,
  })
}
