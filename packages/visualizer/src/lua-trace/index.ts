export { traceScript } from './trace-script.ts'
