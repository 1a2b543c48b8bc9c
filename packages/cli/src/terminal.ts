/** Where the program runs: its folder and its two outputs. */
export interface Terminal {
  readonly cwd: string
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Width of `err`; 0 when nobody watches and no progress is drawn. */
  readonly columns: number
  /** Resolves when the person wants a program that stays to end. */
  readonly interrupted: () => Promise<void>
}
