import type { Part } from '../report.ts'
import { coveragePart, UnreadableReport } from './parts.ts'
import { attribute, collect, parseXml } from './read-tests.ts'

/** Reads lcov (`DA:` lines) or Cobertura XML. @throws UnreadableReport */
export function readCoverage(text: string, weight: number): Part {
  return text.trimStart().startsWith('<') ? cobertura(text, weight) : lcov(text, weight)
}

function lcov(text: string, weight: number): Part {
  const hits = [...text.matchAll(/^DA:\d+,(-?\d+)/gm)].map(([, count]) => Number(count))
  if (hits.length === 0)
    throw new UnreadableReport('the coverage is neither lcov (no DA: line) nor Cobertura XML')
  return coveragePart(hits.filter((count) => count > 0).length, hits.length, weight)
}

function cobertura(text: string, weight: number): Part {
  const xml = parseXml(text)
  const [root] = collected(xml, 'coverage')
  const valid = Number(attribute(root, 'lines-valid'))
  const covered = Number(attribute(root, 'lines-covered'))
  if (valid > 0 && covered >= 0) return coveragePart(covered, valid, weight)
  const rate = Number(attribute(root, 'line-rate'))
  if (Number.isNaN(rate))
    throw new UnreadableReport('the coverage is not Cobertura XML: it has no line-rate')
  const lines = collected(root, 'line').length
  return coveragePart(Math.round(rate * lines), lines, weight)
}

function collected(node: unknown, name: string): readonly unknown[] {
  const found: unknown[] = []
  collect(node, name, found)
  return found
}
