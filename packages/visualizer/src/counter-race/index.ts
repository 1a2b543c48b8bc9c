export {
  newRace,
  nextLine,
  raceResult,
  type CounterRacePicture,
  type Move,
  type RaceMode,
  type RacerName,
  type RaceStep,
} from './model.ts'
export { allOrders, losesUpdate, readOrder, STEPS, type Order } from './orders.ts'
export { reduceCounterRace, type CounterRaceEvent } from './reduce.ts'
export { moveText, overwriteText, resultText } from './text-form.ts'
