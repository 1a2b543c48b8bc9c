/** Label names and values; few values each, or the series never end. */
type Labels = Readonly<Record<string, string>>

interface Metric {
  render(): string[]
}

function escape(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')
}

function series(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escape(value)}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

function head(name: string, help: string, type: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`]
}

/** A number that only grows. */
export class Counter implements Metric {
  readonly #head: string[]
  readonly #name: string
  readonly #values = new Map<string, number>()

  constructor(name: string, help: string) {
    this.#name = name
    this.#head = head(name, help, 'counter')
  }

  increment(labels: Labels = {}, by = 1): void {
    const key = series(labels)
    this.#values.set(key, (this.#values.get(key) ?? 0) + by)
  }

  render(): string[] {
    return [
      ...this.#head,
      ...[...this.#values].map(([key, value]) => `${this.#name}${key} ${value}`),
    ]
  }
}

/** Numbers that only grow and are kept elsewhere, by the value of one label. */
export class Tally implements Metric {
  readonly #name: string
  readonly #head: string[]
  readonly #label: string
  readonly #read: () => Readonly<Record<string, number>>

  constructor(
    name: string,
    help: string,
    label: string,
    read: () => Readonly<Record<string, number>>,
  ) {
    this.#name = name
    this.#head = head(name, help, 'counter')
    this.#label = label
    this.#read = read
  }

  render(): string[] {
    const lines = Object.entries(this.#read()).map(
      ([value, count]) => `${this.#name}${series({ [this.#label]: value })} ${count}`,
    )
    return [...this.#head, ...lines]
  }
}

/** A number that is asked for when somebody looks. */
export class Gauge implements Metric {
  readonly #name: string
  readonly #head: string[]
  readonly #read: () => number
  readonly #labels: () => Labels

  constructor(name: string, help: string, read: () => number, labels: () => Labels = () => ({})) {
    this.#name = name
    this.#head = head(name, help, 'gauge')
    this.#read = read
    this.#labels = labels
  }

  render(): string[] {
    return [...this.#head, `${this.#name}${series(this.#labels())} ${this.#read()}`]
  }
}

interface Observed {
  readonly labels: Labels
  readonly buckets: number[]
  sum: number
  count: number
}

/** How many observations were at most as large as each bound. */
export class Histogram implements Metric {
  readonly #name: string
  readonly #head: string[]
  readonly #bounds: readonly number[]
  readonly #observed = new Map<string, Observed>()

  constructor(name: string, help: string, bounds: readonly number[]) {
    this.#name = name
    this.#head = head(name, help, 'histogram')
    this.#bounds = bounds
  }

  observe(labels: Labels, value: number): void {
    const key = series(labels)
    const known = this.#observed.get(key)
    const entry = known ?? { labels, buckets: this.#bounds.map(() => 0), sum: 0, count: 0 }
    if (known === undefined) this.#observed.set(key, entry)
    entry.sum += value
    entry.count += 1
    this.#bounds.forEach((bound, index) => {
      if (value <= bound) entry.buckets[index] = (entry.buckets[index] ?? 0) + 1
    })
  }

  render(): string[] {
    const lines = [...this.#observed.values()].flatMap(({ labels, buckets, sum, count }) => [
      ...this.#bounds.map((bound, index) => {
        const key = series({ ...labels, le: String(bound) })
        return `${this.#name}_bucket${key} ${buckets[index] ?? 0}`
      }),
      `${this.#name}_bucket${series({ ...labels, le: '+Inf' })} ${count}`,
      `${this.#name}_sum${series(labels)} ${sum}`,
      `${this.#name}_count${series(labels)} ${count}`,
    ])
    return [...this.#head, ...lines]
  }
}

/**
 * The metrics as Prometheus reads them.
 * Source: https://prometheus.io/docs/instrumenting/exposition_formats/ (text format 0.0.4)
 */
export function renderMetrics(metrics: readonly Metric[]): string {
  return `${metrics.flatMap((metric) => metric.render()).join('\n')}\n`
}
