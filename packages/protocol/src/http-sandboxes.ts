import * as z from 'zod/mini'

export const engineKind = z.enum(['embedded', 'dedicated', 'shared'])
export type EngineKind = z.infer<typeof engineKind>

/**
 * Body of `POST /api/sandboxes`. `seed` are command lines as one types them in redis-cli. `branch`
 * makes the new sandbox as another was right after one of its steps; that one's token comes as the
 * bearer, and there is neither lesson nor seed then.
 */
export const createSandboxRequest = z.strictObject({
  lesson: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  seed: z.optional(z.array(z.string().check(z.maxLength(65_536))).check(z.maxLength(200))),
  branch: z.optional(
    z.strictObject({
      sandbox: z.string().check(z.minLength(1), z.maxLength(100)),
      step: z.int().check(z.minimum(0)),
    }),
  ),
})
export type CreateSandboxRequest = z.infer<typeof createSandboxRequest>

/** Sizes in bytes, times in milliseconds. */
export const sandboxLimits = z.object({
  requestBytes: z.int(),
  requestArguments: z.int(),
  replyBytes: z.int(),
  replyElements: z.int(),
  replyDepth: z.int(),
  connections: z.int(),
  subscriptions: z.int(),
  keys: z.int(),
  memoryBytes: z.int(),
  commandMs: z.int(),
  commandsPerSecond: z.int(),
  commandsBurst: z.int(),
})
export type SandboxLimits = z.infer<typeof sandboxLimits>

/** Body of 201 from `POST /api/sandboxes`. */
export const createdSandbox = z.object({
  id: z.string(),
  token: z.string(),
  engine: engineKind,
  /** `redis://<id>:<token>@host:port`, for any client. */
  respUrl: z.string(),
  /** Path of the WebSocket that carries RESP. */
  socketPath: z.string(),
  /** ISO 8601, UTC. */
  expiresAt: z.string(),
  limits: sandboxLimits,
})
export type CreatedSandbox = z.infer<typeof createdSandbox>
