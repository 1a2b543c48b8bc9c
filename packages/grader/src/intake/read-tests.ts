import { XMLParser } from 'fast-xml-parser'
import { testsPart, UnreadableReport, type TestCounts } from './parts.ts'
import type { Part } from '../report.ts'

/** Reads JUnit XML as pytest, Vitest, Jest and Surefire write it. @throws UnreadableReport */
export function readTests(text: string, weight: number): Part {
  const cases: unknown[] = []
  collect(parseXml(text), 'testcase', cases)
  if (cases.length === 0 && !/<testsuites?[\s/>]/.test(text)) {
    throw new UnreadableReport('the report of the tests is not JUnit XML: it has no <testsuite>')
  }
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] as string[] }
  for (const one of cases) count(one, counts)
  return testsPart(counts, weight)
}

/** @throws UnreadableReport */
export function parseXml(text: string): unknown {
  try {
    return new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '@',
      processEntities: false,
    }).parse(text)
  } catch (cause) {
    throw new UnreadableReport('the report is not well-formed XML', { cause })
  }
}

/** Every element of that name, however deep. */
export function collect(node: unknown, name: string, into: unknown[]): void {
  if (Array.isArray(node)) {
    for (const item of node) collect(item, name, into)
    return
  }
  if (typeof node !== 'object' || node === null) return
  const entries: readonly (readonly [string, unknown])[] = Object.entries(node)
  for (const [key, value] of entries) {
    if (key === name) into.push(...asList(value))
    else collect(value, name, into)
  }
}

export function attribute(node: unknown, name: string): string | undefined {
  if (typeof node !== 'object' || node === null) return undefined
  const value = (node as Readonly<Record<string, unknown>>)[`@${name}`]
  return typeof value === 'string' ? value : undefined
}

function count(
  one: unknown,
  counts: { -readonly [K in keyof TestCounts]: TestCounts[K] } & { failures: string[] },
): void {
  const has = (name: string): boolean => typeof one === 'object' && one !== null && name in one
  if (has('skipped')) counts.skipped += 1
  else if (has('failure') || has('error')) {
    counts.failed += 1
    counts.failures.push(attribute(one, 'name') ?? '?')
  } else counts.passed += 1
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value]
}
