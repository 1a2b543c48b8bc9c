/**
 * What the learner's user may call, by whatever way: typed, inside MULTI, from a script or a
 * function. It is the wall behind the session's finer rules, so it holds nothing that the session
 * must judge by its arguments. Therefore CONFIG, ROLE, LATENCY, LASTSAVE, BGSAVE, BGREWRITEAOF, and
 * CLIENT KILL, UNBLOCK and PAUSE are missing here: the session runs the allowed forms on an admin connection.
 * AUTH, HELLO, QUIT and RESET need no permission in Redis and cannot be called from scripts: they
 * are the session's to answer.
 * Source: https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/
 */
const rules = [
  '+@all',
  '-@admin',
  '-@dangerous',
  '+sort',
  '+sort_ro',
  '+keys',
  '+flushdb',
  '+flushall',
  '+info',
  '+swapdb',
  '+client|list',
  '+slowlog|get',
  '+slowlog|len',
  '+slowlog|reset',
  '-restore',
  '-migrate',
  '-script|kill',
  '-script|debug',
  '-function|kill',
  '-client|reply',
  '-memory|malloc-stats',
] as const

/** The command that creates the learner's user. The socket's directory guards it, so it has no password. */
export function createLearner(user: string): readonly string[] {
  return ['ACL', 'SETUSER', user, 'reset', 'on', 'nopass', '~*', '&*', ...rules]
}
