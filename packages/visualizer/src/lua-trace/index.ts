export { endsAlike, type Trace, type TraceEnd, type TraceStep } from './trace.ts'
export { traceScript } from './trace-script.ts'
