export { proveLesson } from './prove-lesson.ts'
export type { OpenRunner, ProgramOutcome, ProofProgram, ProofRunner } from './runner.ts'
