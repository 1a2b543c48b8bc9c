export {
  createProgramService,
  type About,
  type Call,
  type Offer,
  type ProgramService,
  type TypeProblem,
} from './program-service.ts'
export { programTypes, typeMessages, type ProgramTypes } from './program-types.ts'
