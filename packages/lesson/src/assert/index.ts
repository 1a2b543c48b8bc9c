export { isAsShown } from './as-shown.ts'
export { judge, type AssertionResult, type Verdict } from './judge.ts'
export type { AnsweredCommand, Evidence } from './evidence.ts'
