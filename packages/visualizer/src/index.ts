export type { Lang, SandboxEvent } from './event.ts'
