export { proveLesson } from './prove-lesson.ts'
export type { OpenRunner, ProofRunner } from './runner.ts'
