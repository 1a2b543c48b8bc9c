declare module 'virtual:keyspace-practice' {
  /** Where the runtime of learners' programs is: one classic script. */
  export const runtimeUrl: string
}
