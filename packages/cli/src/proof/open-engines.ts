import { EngineUnavailable } from '@keyspace/sandbox'
import { openProofEngine, type ProofEngine, type ProofEngineKind } from './proof-engine.ts'

export interface OpenedEngines {
  readonly engines: readonly ProofEngine[]
  /** Why the others are not there; the messages are fit for a person. */
  readonly missing: readonly EngineUnavailable[]
  /** Ends every sandbox, once; no process is left. */
  readonly close: () => Promise<void>
}

/** Opens those of the engines that can run here, all at once. */
export async function openEngines(
  kinds: readonly ProofEngineKind[],
  sandboxesAtOnce: number,
  trustCode: boolean,
): Promise<OpenedEngines> {
  const opened = await Promise.allSettled(
    kinds.map((kind) => openProofEngine(kind, sandboxesAtOnce, trustCode)),
  )
  const engines: ProofEngine[] = []
  const missing: EngineUnavailable[] = []
  const broken: unknown[] = []
  for (const one of opened) {
    if (one.status === 'fulfilled') engines.push(one.value)
    else if (one.reason instanceof EngineUnavailable) missing.push(one.reason)
    else broken.push(one.reason)
  }
  let closing: Promise<unknown> | undefined
  const close = async (): Promise<void> => {
    await (closing ??= Promise.all(engines.map((engine) => engine.close())))
  }
  if (broken.length === 0) return { engines, missing, close }
  await close()
  throw broken[0]
}
