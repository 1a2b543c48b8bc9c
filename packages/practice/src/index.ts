export { assembleScript } from './assemble-script.ts'
export { DEFAULT_RUN_SECONDS, MOST_RUN_SECONDS, runLimits, type RunLimits } from './limits.ts'
export { printedLines } from './printed-lines.ts'
export {
  supervise,
  type Failure,
  type OpenTunnel,
  type PrintedText,
  type Refusal,
  type RunEnd,
  type RunReport,
  type StartedProgram,
} from './supervise.ts'
export { readRequests, type ReadRequests, type ServerRequest } from './server-request.ts'
