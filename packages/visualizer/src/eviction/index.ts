export {
  DEFAULT_SETTINGS,
  isPolicy,
  POLICIES,
  POLICY_NAMES,
  type EvictionSettings,
  type PolicyName,
} from './policy.ts'
export { makeTrace, ttlSeconds, WORKLOADS, type Trace, type Workload } from './trace.ts'
export { runTrace, type KeyState, type Tick } from './run.ts'
export { difference, keptByAge, meanByAge } from './ages.ts'
export { ExperimentRefused, runOnServer, type ServerPort, type ServerRun } from './server-run.ts'
export { hitRate, percent, policyText, tickText } from './text-form.ts'
