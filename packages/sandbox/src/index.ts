export { defaultLimits, type Limits } from './limits.ts'
export type {
  ConnectionHandlers,
  Engine,
  EngineConnection,
  EngineDescription,
  EngineKind,
  InstanceEnd,
  IsolationLevel,
  LaunchOptions,
  RedisInstance,
  Touched,
} from './engine/engine.ts'
export { EngineUnavailable } from './engine/engine.ts'
export { createEngine, type CreateEngineOptions, type EngineLog } from './engine/create-engine.ts'
export { SandboxError, type SandboxErrorCode } from './sandbox-error.ts'
export {
  createSandboxService,
  type CreateOptions,
  type SandboxService,
  type SandboxServiceOptions,
} from './sandbox-service.ts'
export type { Sandbox } from './sandbox.ts'
export type { Executed } from './run-request.ts'
export { listenResp, type ListenRespOptions } from './gateway/tcp.ts'
export { distantSocket } from './gateway/distant-socket.ts'
export { attachSocket, type AttachSocketOptions, type ByteSocket } from './gateway/socket.ts'
export type { WatchEvent } from './observe/watch-event.ts'
export type { StepList, StepView } from './steps/steps.ts'
export { selfTest, type SelfTest } from './self-test/self-test.ts'
