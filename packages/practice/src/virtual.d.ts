declare module 'virtual:practice-runtime' {
  /** Where the runtime of learners' programs is: one classic script. */
  export const runtimeUrl: string
}
