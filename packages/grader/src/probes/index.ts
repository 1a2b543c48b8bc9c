import { limitAllRoutes } from './limit-all-routes.ts'
import { limitConcurrent } from './limit-concurrent.ts'
import { limitInLua } from './limit-in-lua.ts'
import { limitKeyAndTtl } from './limit-key-and-ttl.ts'
import { limitPerIp } from './limit-per-ip.ts'
import { limitSurvivesCut } from './limit-survives-cut.ts'
import { limitTenThen429 } from './limit-ten-then-429.ts'
import { limitWindowEnds } from './limit-window-ends.ts'
import type { Probe } from './probe.ts'
import { redisRestart } from './redis-restart.ts'
import { scoreSortedSet } from './score-sorted-set.ts'
import { scoreValidation } from './score-validation.ts'
import { seedPipeline } from './seed-pipeline.ts'
import { singleConnection } from './single-connection.ts'
import { topThree } from './top-three.ts'

/** The checks of the exam in the order of its report. */
export const RATE_LIMITER_LEADERBOARD: readonly Probe[] = [
  limitTenThen429,
  limitKeyAndTtl,
  limitPerIp,
  limitConcurrent,
  limitWindowEnds,
  limitAllRoutes,
  limitInLua,
  limitSurvivesCut,
  scoreSortedSet,
  scoreValidation,
  topThree,
  seedPipeline,
  redisRestart,
  singleConnection,
]

/**
 * In which order two instances of the submission take them: what waits for a connection first, and
 * the cut last, so that nobody waits until the submission has connected again.
 */
export const RUNNING_ORDER: readonly (readonly Probe[])[] = [
  [singleConnection],
  [redisRestart],
  [limitConcurrent],
  [seedPipeline],
  [scoreValidation],
  [limitAllRoutes],
  [limitKeyAndTtl],
  [limitWindowEnds],
  [limitPerIp],
  [limitTenThen429],
  [topThree],
  [limitInLua],
  [scoreSortedSet],
  [limitSurvivesCut],
]
