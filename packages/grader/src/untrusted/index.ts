export { bundleSubmission, type Bundled, type CodeProblem } from './bundle-submission.ts'
export { confinement, type ConfinementLevel } from './confine.ts'
export {
  untrustedSubmission,
  type UntrustedOptions,
  type UntrustedSubmission,
} from './untrusted-submission.ts'
