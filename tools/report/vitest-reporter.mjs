// Vitest's part of the report: tests, files and suites that broke before their tests, and errors that no test caught.
import { reasonOf, writeReport } from './write-report.mjs'

const nameOf = (module, ...parts) => [module.relativeModuleId, ...parts].join(' › ')

export default class CountingReporter {
  onTestRunEnd(modules, unhandled) {
    const report = { passed: 0, skipped: 0, failures: [], flaky: [] }
    const failed = (name, errors) =>
      report.failures.push({ name, reason: errors.map(reasonOf).join('\n') })
    for (const module of modules) {
      if (module.errors().length > 0) failed(nameOf(module), module.errors())
      for (const suite of module.children.allSuites()) {
        if (suite.errors().length > 0) failed(nameOf(module, suite.fullName), suite.errors())
      }
      for (const test of module.children.allTests()) {
        const { state, errors } = test.result()
        const name = nameOf(module, test.fullName)
        if (state === 'failed') failed(name, errors ?? [])
        else if (state === 'passed') report.passed += 1
        else report.skipped += 1
        if (state === 'passed' && test.diagnostic()?.flaky === true) report.flaky.push(name)
      }
    }
    for (const error of unhandled) failed('an error that no test caught', [error])
    writeReport(report)
  }
}
