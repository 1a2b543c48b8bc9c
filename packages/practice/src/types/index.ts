export type { About, Call, Offer, ProgramService, TypeProblem } from './answers.ts'
export { createProgramService } from './program-service.ts'
export { programTypes, typeMessages, type ProgramTypes } from './program-types.ts'
