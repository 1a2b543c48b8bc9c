import type { SubmissionEvent } from '@keyspace/protocol'

export type Listener = (event: SubmissionEvent) => void

/** Tells whoever looks at a submission how far it is; who comes late hears first what happened. */
export interface SubmissionProgress {
  publish(id: string, event: SubmissionEvent): void
  /** Forgets what was said: a grading begins anew. */
  restart(id: string): void
  /** Hears everything that was said of it, then what comes; returns how to stop. */
  listen(id: string, listener: Listener): () => void
  /** Nobody will say anything more of it. */
  finish(id: string): void
}

export function createProgress(): SubmissionProgress {
  const told = new Map<string, SubmissionEvent[]>()
  const listeners = new Map<string, Set<Listener>>()

  return {
    publish(id, event) {
      const events = told.get(id) ?? []
      // Only the newest place in the queue is news.
      const kept = event.kind === 'queued' ? events.filter(({ kind }) => kind !== 'queued') : events
      told.set(id, [...kept, event])
      for (const listener of listeners.get(id) ?? []) listener(event)
    },
    restart(id) {
      told.delete(id)
    },
    listen(id, listener) {
      for (const event of told.get(id) ?? []) listener(event)
      const others = listeners.get(id) ?? new Set()
      listeners.set(id, others.add(listener))
      return () => {
        others.delete(listener)
        if (others.size === 0) listeners.delete(id)
      }
    },
    finish(id) {
      told.delete(id)
    },
  }
}
