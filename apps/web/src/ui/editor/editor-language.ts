import type * as monaco from './monaco.ts'

/** The editor's API; a type alone, so that naming it loads nothing. */
export type Monaco = typeof monaco

/** What a language brings to the editor. */
export interface EditorLanguage {
  /** Monaco's id of it. */
  readonly id: string
  /** Called once, before the first editor with it: tokens, completion, hover. */
  readonly register: (monaco: Monaco) => void | Promise<void>
}

/** Something to say about a place in the text; lines and columns count from 1, `endColumn` is behind it. */
export interface EditorMarker {
  readonly severity: 'error' | 'warning' | 'info'
  readonly message: string
  readonly line: number
  readonly column: number
  readonly endColumn: number
}
