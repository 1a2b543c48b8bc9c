import type { Terminal } from '../terminal.ts'

export interface ProgressBar {
  readonly step: (label: string) => void
  readonly clear: () => void
}

const WIDTH = 24

/** A line that grows on a terminal; silent where nobody watches. */
export function drawProgress(total: number, { err, columns }: Terminal): ProgressBar {
  if (columns === 0) return { step: () => undefined, clear: () => undefined }
  let done = 0
  const draw = (label: string): void => {
    const filled = total === 0 ? WIDTH : Math.round((WIDTH * done) / total)
    const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled)
    err(`\r\u001B[2K${`${bar} ${done}/${total} ${label}`.slice(0, columns - 1)}`)
  }
  draw('')
  return {
    step: (label) => {
      done += 1
      draw(label)
    },
    clear: () => err('\r\u001B[2K'),
  }
}
