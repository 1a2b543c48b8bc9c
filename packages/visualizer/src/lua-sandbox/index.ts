export type { Lang, SandboxEvent } from '../event.ts'
export { judgeAtomicity, type AtomicVerdict } from './atomicity.ts'
export { diagnose, errorLine, type ScriptProblem } from './diagnose.ts'
export {
  EXAMPLE_NAMES,
  EXAMPLES,
  exampleName,
  exampleScript,
  type ExampleName,
  type RaceMove,
  type RaceUser,
  type Words,
} from './examples.ts'
export { LIBRARY_NAMES, LUA_GLOBALS, libraryMembers } from './lua-library.ts'
export {
  EMPTY_PICTURE,
  USERS,
  type AtomicRun,
  type LuaPicture,
  type OtherCommand,
  type RaceRun,
  type RaceWay,
} from './model.ts'
export { reduceLua, type LuaEvent } from './reduce.ts'
export { problemText, raceText, runText, verdictOf } from './text-form.ts'
