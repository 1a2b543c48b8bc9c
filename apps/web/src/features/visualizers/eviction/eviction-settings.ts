import {
  DEFAULT_SETTINGS,
  isPolicy,
  WORKLOADS,
  type EvictionSettings,
  type Workload,
} from '@keyspace/visualizer/eviction'
import { wholeNumber, type Settings } from '../settings.ts'

/** What the page shows: the settings of the server, and what is done to it. */
export interface EvictionPlan extends EvictionSettings {
  readonly workload: Workload
  /** How many keys fit into the memory. */
  readonly capacity: number
}

export const BOUNDS = {
  samples: [1, 20],
  capacity: [50, 300],
  lfuLogFactor: [0, 100],
  lfuDecayTime: [0, 60],
} as const

/** From a directive or an address. */
export function readEvictionPlan(settings: Settings): EvictionPlan {
  const policy = settings['policy'] ?? ''
  return {
    policy: isPolicy(policy) ? policy : 'allkeys-lru',
    workload: WORKLOADS.find((each) => each === settings['workload']) ?? 'sequential',
    samples: wholeNumber(settings['samples'], BOUNDS.samples, DEFAULT_SETTINGS.samples),
    capacity: wholeNumber(settings['keys'], BOUNDS.capacity, 200),
    lfuLogFactor: wholeNumber(
      settings['factor'],
      BOUNDS.lfuLogFactor,
      DEFAULT_SETTINGS.lfuLogFactor,
    ),
    lfuDecayTime: wholeNumber(
      settings['decay'],
      BOUNDS.lfuDecayTime,
      DEFAULT_SETTINGS.lfuDecayTime,
    ),
  }
}

export function writeEvictionPlan(plan: EvictionPlan): Settings {
  return {
    policy: plan.policy,
    workload: plan.workload,
    samples: String(plan.samples),
    keys: String(plan.capacity),
    factor: String(plan.lfuLogFactor),
    decay: String(plan.lfuDecayTime),
  }
}
