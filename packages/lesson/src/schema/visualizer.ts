/** What a directive's attribute may be; the words say so to an author. */
interface Attribute {
  readonly accepts: (value: string) => boolean
  readonly words: string
}

const text: Attribute = {
  accepts: (value) => value !== '' && value.length <= 60,
  words: 'a text of up to 60 characters',
}

function whole(min: number, max: number): Attribute {
  return {
    accepts: (value) => /^-?\d+$/.test(value) && Number(value) >= min && Number(value) <= max,
    words: `a whole number from ${min} to ${max}`,
  }
}

function pattern(accepted: RegExp, words: string): Attribute {
  return { accepts: (value) => accepted.test(value), words }
}

/** The visualizers that a lesson may hold, and what each may be told. */
export const VISUALIZERS = {
  'ttl-bomb': { clients: ['A'], attributes: { key: text, seconds: whole(1, 86_400), value: text } },
  'counter-race': {
    clients: ['A', 'B'],
    attributes: {
      key: text,
      mode: pattern(/^(read-write|incr)$/, 'read-write or incr'),
      start: whole(-1_000_000, 1_000_000),
      order: pattern(
        /^(?=(?:[^A]*A){3}[^A]*$)[AB]{6}$|^AB$|^BA$/,
        'three As and three Bs in any order, such as ABABAB; AB or BA for incr',
      ),
    },
  },
  'pipeline-racer': {
    clients: ['A'],
    attributes: {
      n: whole(1, 100),
      rtt: whole(0, 200),
      work: pattern(/^(incr|loop)$/, 'incr or loop'),
    },
  },
  'lua-sandbox': {
    clients: ['A'],
    attributes: {
      example: pattern(
        /^(rate-limiter|compare-and-set|lock-release|leaderboard)$/,
        'rate-limiter, compare-and-set, lock-release or leaderboard',
      ),
    },
  },
  eviction: {
    clients: ['A'],
    attributes: {
      policy: pattern(
        /^(noeviction|allkeys-(lru|lfu|random)|volatile-(lru|lfu|random|ttl))$/,
        'a value of maxmemory-policy, such as allkeys-lru',
      ),
      workload: pattern(/^(sequential|zipf|scan)$/, 'sequential, zipf or scan'),
      samples: whole(1, 20),
      keys: whole(50, 300),
      factor: whole(0, 100),
      decay: whole(0, 60),
    },
  },
} as const satisfies Record<
  string,
  { clients: readonly string[]; attributes: Readonly<Record<string, Attribute>> }
>

export type VisualizerName = keyof typeof VISUALIZERS

export function isVisualizer(name: string): name is VisualizerName {
  return Object.hasOwn(VISUALIZERS, name)
}

/** The attributes of a visualizer by name. */
export function attributesOf(name: VisualizerName): ReadonlyMap<string, Attribute> {
  return new Map(Object.entries(VISUALIZERS[name].attributes))
}
