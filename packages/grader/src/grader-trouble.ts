/** Our own trouble, never the learner's: the verdict is then `error`, and nobody gets a zero for it. */
export class GraderTrouble extends Error {
  override readonly name = 'GraderTrouble'
}
