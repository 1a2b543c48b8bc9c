export {
  createProgramService,
  type About,
  type Call,
  type Offer,
  type ProgramService,
  type TypeProblem,
} from './program-service.ts'
export { programTypes, type ProgramTypes } from './program-types.ts'
