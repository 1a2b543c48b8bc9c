const OWN = 'Open the lesson on a server with SANDBOX_ENGINE=dedicated for a Redis of your own.'

const SCRIPTS =
  'a script could freeze the Redis of the whole class and reach every key. The commands inside it work one by one, and MULTI runs several as one.'
const ONE_DATABASE = 'the class shares one database, and each of you has a part of it.'
const SERVER = 'it tells about or changes the server, which is the whole class’s.'
const TRACKING = 'it would tell of other learners’ keys.'

const reasons: Readonly<Record<string, string>> = {
  eval: SCRIPTS,
  evalsha: SCRIPTS,
  eval_ro: SCRIPTS,
  evalsha_ro: SCRIPTS,
  script: SCRIPTS,
  fcall: SCRIPTS,
  fcall_ro: SCRIPTS,
  function: SCRIPTS,
  move: ONE_DATABASE,
  swapdb: ONE_DATABASE,
  'client|tracking': TRACKING,
  'client|caching': TRACKING,
  'client|trackinginfo': TRACKING,
  'client|getredir': TRACKING,
  'pubsub|numpat': 'it counts the patterns of every learner. PUBSUB CHANNELS shows your channels.',
  readonly: 'it is for the clients of a cluster.',
  readwrite: 'it is for the clients of a cluster.',
  asking: 'it is for the clients of a cluster.',
}

/** `command` as `get` or `config|get`. */
export function notShared(command: string, reason?: string): string {
  const container = command.split('|')[0] ?? command
  const why = reason ?? reasons[command] ?? reasons[container] ?? SERVER
  return `ERR ${command.replace('|', ' ').toUpperCase()} is not available on a Redis that a class shares: ${why} ${OWN}`
}

/** True when a command is refused whatever its arguments are. */
export function isNeverShared(command: string): boolean {
  const container = command.split('|')[0] ?? command
  return Object.hasOwn(reasons, command) || Object.hasOwn(reasons, container)
}

export const inOneSelect = (database: string): string =>
  `ERR SELECT ${database} is not available on a Redis that a class shares: ${ONE_DATABASE} ${OWN}`

export const copyToDatabase = notShared('copy', `DB names another database, and ${ONE_DATABASE}`)

export const sortByKeys = notShared(
  'sort',
  'BY and GET read keys that the command does not name, which may be another learner’s.',
)

export const ownPicture = notShared(
  'lolwut',
  'a picture of one’s own size takes the time of the whole class. LOLWUT VERSION 5 and 6 work.',
)

export const noNotifications = notShared(
  'subscribe',
  'keyspace notifications are off, for they would tell of every learner’s keys. The time line shows every change of yours.',
)

export const noSpaces = notShared(
  'psubscribe',
  'a pattern with a space, a line break or a zero byte cannot be allowed to one learner only.',
)

/** What is put together from several questions cannot wait in Redis's queue. */
export function notQueued(command: string): string {
  return `ERR ${command.replace('|', ' ').toUpperCase()} cannot be queued in a transaction on a Redis that a class shares. Send it before MULTI or after EXEC.`
}
