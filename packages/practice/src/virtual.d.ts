declare module 'virtual:practice-runtime' {
  /** Where the runtime of learners' programs is: one classic script. */
  export const runtimeUrl: string
  /** The same for a program that is a server. */
  export const serverRuntimeUrl: string
}
