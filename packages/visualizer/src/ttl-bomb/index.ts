export {
  fuseShare,
  inOrder,
  leftMs,
  NO_BOMBS,
  STAYS_MS,
  type Bomb,
  type BombState,
  type News,
  type TtlBombPicture,
} from './model.ts'
export { reduceTtlBomb, type TtlBombEvent } from './reduce.ts'
export { bombText, newsText } from './text-form.ts'
