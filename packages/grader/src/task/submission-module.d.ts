/** The learner's file, as the bundler puts it there. */
declare module 'keyspace:submission' {}
