/** Where in a text: `start` inclusive and `end` exclusive, counted in UTF-16 code units from 0. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Something a person wrote wrong, said so that they can mend it. */
export interface LineProblem {
  readonly code: string
  readonly message: string
  readonly span: Span
  readonly hint?: string
}
