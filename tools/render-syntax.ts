/** An argument as COMMAND DOCS describes it. */
export interface ArgumentDoc {
  readonly name: string
  readonly type: string
  readonly token?: string
  readonly flags: readonly string[]
  readonly arguments: readonly ArgumentDoc[]
}

/** Arguments in the words of redis-cli's HELP: `key value [NX|XX] [EX seconds|PX milliseconds]`. */
export function renderSyntax(args: readonly ArgumentDoc[]): string {
  return args.map(renderArgument).join(' ')
}

function renderArgument(arg: ArgumentDoc): string {
  const once = [renderToken(arg), renderValue(arg)].filter((part) => part !== '').join(' ')
  const text = arg.flags.includes('multiple') ? `${once} [${renderRepeated(arg, once)} ...]` : once
  return arg.flags.includes('optional') ? `[${text}]` : text
}

/** A token of no letters stands for the empty string, typed as `""`. */
function renderToken(arg: ArgumentDoc): string {
  return arg.token === '' ? '""' : (arg.token ?? '')
}

function renderRepeated(arg: ArgumentDoc, once: string): string {
  return arg.flags.includes('multiple_token') ? once : renderValue(arg)
}

function renderValue(arg: ArgumentDoc): string {
  if (arg.type === 'pure-token') return ''
  if (arg.type === 'block') return renderSyntax(arg.arguments)
  if (arg.type === 'oneof') return arg.arguments.map(renderArgument).join('|')
  return arg.name
}
