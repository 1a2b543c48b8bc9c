export {
  commandOf,
  LANES,
  laneKey,
  newPipelineRace,
  sentIn,
  type LaneName,
  type RacerPicture,
  type RaceRules,
  type Stage,
  type Work,
} from './model.ts'
export { reducePipelineRacer, type PipelineRacerEvent } from './reduce.ts'
export { partsOf, resultOf, resultsOf, type LaneResult, type Parts } from './measure.ts'
export { vehicleAt, type Vehicle } from './vehicle.ts'
export {
  ERRANDS,
  isRight,
  oneLess,
  STOCK,
  STOCK_KEY,
  type Errand,
  type ErrandName,
  type ErrandStep,
} from './errand.ts'
export {
  differenceText,
  errandText,
  LANE_NAMES,
  laneText,
  raceText,
  serverText,
  timeText,
} from './text-form.ts'
