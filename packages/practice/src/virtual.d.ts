declare module 'virtual:practice-runtime' {
  /** Where the runtime of learners' programs is: one classic script. */
  export const runtimeUrl: string
  /** The same for a program that is a server. */
  export const serverRuntimeUrl: string
  /** Where the declarations of what a program may import are: JSON, `ProgramTypes`. */
  export const typesUrl: string
  /** Where TypeScript's messages are in Russian: JSON, text by key. */
  export const russianUrl: string
}
