export { bytesJson } from './bytes-json.ts'
export { PROBLEM_CODES, type ProblemCode } from './problem-code.ts'
export { problemBody, type ProblemBody } from './problem-body.ts'
export {
  createdSandbox,
  createSandboxRequest,
  engineKind,
  sandboxLimits,
  type CreatedSandbox,
  type CreateSandboxRequest,
  type EngineKind,
  type SandboxLimits,
} from './http-sandboxes.ts'
export {
  commandRequest,
  pipelineRequest,
  type CommandRequest,
  type CommandResponse,
  type PipelineRequest,
  type PipelineResponse,
} from './http-commands.ts'
export { stepsResponse, stepView, type StepsResponse, type StepView } from './http-steps.ts'
export { change, keysResponse, keyValue, keyView, type KeysResponse } from './key-view.ts'
export { MOST_DELAY_MS, socketQuery } from './socket-query.ts'
export { PUSH_NAME, watchEvent, type WatchEvent } from './pushes.ts'
export { lang, lessonSummary, type Lang, type LessonSummary } from './http-lessons.ts'
export {
  certificate,
  checkProgress,
  MOST_CODE,
  submissionEvent,
  submissionRequest,
  submissionState,
  type Certificate,
  type CheckProgress,
  type SubmissionEvent,
  type SubmissionRequest,
  type SubmissionState,
} from './http-submissions.ts'
export { taskSummary, taskView, type TaskSummary, type TaskView } from './http-tasks.ts'
