// Playwright's part of the report.
import { reasonOf, writeReport } from './write-report.mjs'

const nameOf = (test) => test.titlePath().filter(Boolean).join(' › ')

export default class CountingReporter {
  #root
  #errors = []

  onBegin(_config, root) {
    this.#root = root
  }

  /** What happens outside of any test, such as a server that does not start. */
  onError(error) {
    this.#errors.push(error)
  }

  onEnd() {
    const report = { passed: 0, skipped: 0, failures: [], flaky: [] }
    for (const test of this.#root?.allTests() ?? []) {
      const outcome = test.outcome()
      if (outcome === 'skipped') report.skipped += 1
      else if (outcome !== 'unexpected') report.passed += 1
      else {
        const errors = test.results.at(-1)?.errors ?? []
        report.failures.push({ name: nameOf(test), reason: errors.map(reasonOf).join('\n') })
      }
      if (outcome === 'flaky') report.flaky.push(nameOf(test))
    }
    for (const error of this.#errors)
      report.failures.push({ name: 'outside of the tests', reason: reasonOf(error) })
    writeReport(report)
  }

  printsToStdio() {
    return false
  }
}
