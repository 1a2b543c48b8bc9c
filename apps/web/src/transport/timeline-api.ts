import type { InjectionKey } from 'vue'
import {
  keysResponse,
  stepsResponse,
  type KeysResponse,
  type StepsResponse,
} from '@keyspace/protocol'
import { checked, createCall, pathOf } from './api-client.ts'
import type { ApiAnswer, SandboxAddress } from './transport.ts'

/** What ran in a sandbox, and its past; apart, because it is loaded when somebody wants it. */
export interface TimelineApi {
  /** What ran behind the step `after`, as much as fits; without it the newest. */
  steps(sandbox: SandboxAddress, after?: number): Promise<ApiAnswer<StepsResponse>>
  /** The keys as they were right after a step. */
  keysAt(sandbox: SandboxAddress, step: number): Promise<ApiAnswer<KeysResponse>>
}

export function createTimelineApi(origin: string, fetchHttp: typeof fetch): TimelineApi {
  const call = createCall(origin, fetchHttp)
  return {
    steps: async (sandbox, after) => {
      const query = after === undefined ? '' : `?after=${after}`
      const answer = await call('GET', pathOf(sandbox, `/steps${query}`), { token: sandbox.token })
      return checked(answer, (body) => stepsResponse.safeParse(body).data)
    },
    keysAt: async (sandbox, step) => {
      const path = pathOf(sandbox, `/steps/${step}/keys`)
      const answer = await call('GET', path, { token: sandbox.token })
      return checked(answer, (body) => keysResponse.safeParse(body).data)
    },
  }
}

export const timelineKey: InjectionKey<TimelineApi> = Symbol('timeline')
