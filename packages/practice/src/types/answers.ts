/** A mistake, as TypeScript tells it. Offsets into the program. */
export interface TypeProblem {
  readonly message: string
  readonly start: number
  readonly end: number
}

/** What may stand at a place. */
export interface Offer {
  readonly name: string
  readonly kind: string
  /** Offers are shown in the order of it. */
  readonly order: string
}

/** What is known of a name: how it is declared, and a sentence. */
export interface About {
  readonly declaration: string
  readonly text: string
}

/** The call that a place is in. */
export interface Call {
  /** How what is called is declared, with whose method it is; empty when that is not known. */
  readonly callee: string
  readonly signatures: readonly Signature[]
  readonly signature: number
  readonly parameter: number
}

export interface Signature extends About {
  /** Parts of `declaration`. */
  readonly parameters: readonly { readonly start: number; readonly end: number }[]
}

/** Asks TypeScript about a learner's program. Offsets are in UTF-16 code units. */
export interface ProgramService {
  problems(program: string): readonly TypeProblem[]
  offers(program: string, at: number): readonly Offer[]
  aboutOffer(program: string, at: number, name: string): About | null
  about(program: string, at: number): (About & { start: number; end: number }) | null
  call(program: string, at: number): Call | null
}
