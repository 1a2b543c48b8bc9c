import { shallowReactive } from 'vue'
import {
  FIRST_PROMPT,
  nextPrompt,
  promptText,
  renderFor,
  renderPush,
  splitLine,
  type Argv,
  type LineProblem,
  type PromptState,
} from '@keyspace/redis-lang'
import { keepConnected } from '../../transport/keep-connected.ts'
import { ConnectionLost, type Connection } from '../../transport/transport.ts'
import { errorNote } from './error-note.ts'
import { helpText } from './help-text.ts'
import { emptyHistory, remember } from './history.ts'
import { lineQueue } from './line-queue.ts'
import { readLocalLine } from './local-line.ts'
import { append, type EntryBody } from './scrollback.ts'
import type { ShownResult, Terminal, TerminalDeps, TerminalState } from './terminal-port.ts'

/** redis-cli prints the time of what took longer, in milliseconds. */
const SLOW_MS = 500
const LISTENING = new Set(['subscribe', 'psubscribe', 'ssubscribe', 'monitor'])
const decoder = new TextDecoder()

function promptOf(state: PromptState): string {
  return promptText('127.0.0.1:6379', state).trimEnd()
}

/** After a lost connection redis-cli selects the same database again; a transaction is gone. */
function promptAfterLoss(state: PromptState): PromptState {
  const db = state.inTransaction ? state.dbBeforeMulti : state.db
  return { ...state, db, inTransaction: false }
}

/** Opens a terminal and connects it. What it does on a line is what redis-cli 7.0 does. */
export function createTerminal(name: string, deps: TerminalDeps): Terminal {
  const before = deps.typed.load()
  const state = shallowReactive<{ -readonly [K in keyof TerminalState]: TerminalState[K] }>({
    entries: [],
    prompt: promptOf(FIRST_PROMPT),
    db: 0,
    activity: 'idle',
    link: 'connecting',
    history: emptyHistory(before.lines),
    draft: before.draft,
    hints: true,
  })
  let prompt = FIRST_PROMPT
  let wasAway = false
  /** Grows when what runs is given up, so that its end is not shown. */
  let run = 0

  const show = (body: EntryBody): void => {
    state.entries = append(state.entries, body)
  }
  const say = (text: string, tone: 'plain' | 'error' | 'faint' = 'plain'): void => {
    if (text !== '') show({ kind: 'output', text, tone })
  }
  const setPrompt = (next: PromptState): void => {
    prompt = next
    state.prompt = promptOf(next)
    state.db = next.db
  }
  const queue = lineQueue({
    isFree: () => state.link === 'open' && state.activity === 'idle',
    run: (line) => {
      show({ kind: 'command', prompt: state.prompt, line })
      return execute(line)
    },
  })
  const save = (): void => deps.typed.save({ lines: state.history.lines, draft: state.draft })

  const link = keepConnected({
    connect: (onClose) => deps.connect((message) => say(renderPush(message)), onClose),
    clock: deps.clock,
    onUp: (connection) => {
      deps.onClientId(connection.clientId)
      if (wasAway) show({ kind: 'note', note: { code: 'reconnected' } })
      wasAway = false
      void selectAgain(connection)
    },
    onDown: () => {
      if (state.activity === 'listening') say('Error: Server closed the connection', 'error')
      state.activity = 'idle'
      state.link = 'connecting'
      setPrompt(promptAfterLoss(prompt))
    },
    onFailed: async (reason) => {
      state.link = 'away'
      wasAway = true
      giveUp('away')
      return deps.onFailed(reason)
    },
  })

  async function selectAgain(connection: Connection): Promise<void> {
    if (prompt.db !== 0) {
      const argv = ['SELECT', String(prompt.db)].map((word) => new TextEncoder().encode(word))
      await connection.request(argv).catch(() => null)
    }
    if (link.current() !== connection) return
    state.link = 'open'
    void queue.proceed()
  }

  function giveUp(outcome: 'interrupted' | 'away' | 'lost'): void {
    const typed = queue.giveUp(outcome)
    if (outcome !== 'interrupted' && typed.length > 0) keepTyped(typed)
  }

  /** Lines that could not run go back to where they were typed. */
  function keepTyped(lines: readonly string[]): void {
    state.draft = [...lines, ...(state.draft === '' ? [] : [state.draft])].join('\n')
    save()
  }

  async function execute(line: string): Promise<ShownResult> {
    const split = splitLine(line)
    if (!split.ok) return refuse(line, split.problems)
    if (split.args.length === 0) return local('')
    const todo = readLocalLine(split.args)
    switch (todo.kind) {
      case 'send':
        return sendTimes(todo.args, todo.times)
      case 'say':
        return local(todo.text)
      case 'clear':
        state.entries = []
        return local('')
      case 'hints':
        state.hints = todo.on
        return local('')
      case 'help':
        if (todo.topic.length > 0) return local(helpText(await deps.loadHelp(), todo.topic))
        show({ kind: 'note', note: { code: 'help' } })
        return local('')
      case 'leave':
        leave()
        return local('')
    }
  }

  function local(text: string): ShownResult {
    say(text)
    return { outcome: 'local', reply: null, text }
  }

  function refuse(line: string, problems: readonly LineProblem[]): ShownResult {
    const text = 'Invalid argument(s)'
    say(text)
    const at = problems[0]?.span.start ?? 0
    show({ kind: 'note', note: { code: 'unbalanced-quotes', line, at } })
    return { outcome: 'invalid', reply: null, text }
  }

  async function sendTimes(argv: Argv, times: number): Promise<ShownResult> {
    const texts: string[] = []
    let last: ShownResult = { outcome: 'local', reply: null, text: '' }
    for (let time = 0; time < times; time += 1) {
      last = await send(argv)
      if (last.outcome !== 'replied') break
      texts.push(last.text)
    }
    return times === 1 ? last : { ...last, text: texts.join('\n') }
  }

  async function send(argv: Argv): Promise<ShownResult> {
    const connection = link.current()
    if (connection === null) return lost()
    run += 1
    const mine = run
    const command = decoder.decode(argv[0]).toLowerCase()
    const start = deps.now()
    state.activity = 'waiting'
    if (LISTENING.has(command) && command !== 'monitor' && !prompt.inTransaction) {
      say('Reading messages... (press Ctrl-C to quit)')
    }
    try {
      const reply = await connection.request(argv)
      if (mine !== run) return { outcome: 'interrupted', reply: null, text: '' }
      const text = renderFor(argv, reply)
      say(text, reply.kind === 'error' ? 'error' : 'plain')
      setPrompt(nextPrompt(prompt, argv, reply))
      const isListening = LISTENING.has(command) && reply.kind !== 'error' && !prompt.inTransaction
      state.activity = isListening ? 'listening' : 'idle'
      const took = deps.now() - start
      if (took >= SLOW_MS) say(`(${(took / 1_000).toFixed(2)}s)`, 'faint')
      if (reply.kind === 'error') await explain(argv, reply.value, mine)
      return { outcome: 'replied', reply, text }
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error
      return mine === run ? lost() : { outcome: 'interrupted', reply: null, text: '' }
    }
  }

  async function explain(argv: Argv, error: string, mine: number): Promise<void> {
    const note = errorNote(argv, error, await deps.loadHelp())
    if (note !== null && mine === run) show({ kind: 'note', note })
  }

  function lost(): ShownResult {
    const text = 'Error: Server closed the connection'
    say(text, 'error')
    state.activity = 'idle'
    giveUp('lost')
    return { outcome: 'lost', reply: null, text }
  }

  function leave(): void {
    giveUp('interrupted')
    link.drop()
    state.link = 'left'
    setPrompt(FIRST_PROMPT)
    show({ kind: 'note', note: { code: 'left' } })
  }

  function renew(): void {
    run += 1
    giveUp('interrupted')
    state.activity = 'idle'
    state.link = 'connecting'
    link.renew()
  }

  function enqueue(line: string, isTyped: boolean): Promise<ShownResult> {
    if (state.link === 'left') renew()
    return queue.add(line, isTyped)
  }

  return {
    name,
    state,
    submit(typed) {
      if (state.link === 'away' || state.activity === 'listening') return false
      for (const line of typed.split(/\r\n|\r|\n/)) {
        state.history = remember(state.history, line)
        void enqueue(line, true)
      }
      state.draft = ''
      save()
      return true
    },
    async run(line) {
      if (state.link === 'away') return { outcome: 'away', reply: null, text: '' }
      if (state.activity === 'listening') return { outcome: 'busy', reply: null, text: '' }
      state.history = remember(state.history, line)
      save()
      return enqueue(line, false)
    },
    interrupt() {
      if (state.activity === 'idle') {
        show({ kind: 'command', prompt: state.prompt, line: `${state.draft}^C` })
        state.draft = ''
        state.history = emptyHistory(state.history.lines)
        save()
        return
      }
      say('^C', 'faint')
      setPrompt(promptAfterLoss(prompt))
      renew()
    },
    clear() {
      state.entries = []
    },
    write(draft, history) {
      state.draft = draft
      if (history !== undefined) state.history = history
      save()
    },
    setNote(note) {
      const isKnown =
        note.code === 'replaced' &&
        state.entries.some((entry) => entry.kind === 'output' && entry.text.includes(note.reason))
      if (!isKnown || note.lost) show({ kind: 'note', note })
    },
    restart(note) {
      setPrompt(FIRST_PROMPT)
      renew()
      wasAway = false
      show({ kind: 'note', note })
    },
    stop() {
      giveUp('lost')
      link.stop()
    },
  }
}
