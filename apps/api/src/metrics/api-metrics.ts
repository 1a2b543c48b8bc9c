import { memoryUsage, uptime } from 'node:process'
import { Counter, Gauge, Histogram, renderMetrics, Tally } from './registry.ts'

const seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** What the API counts. Times in seconds, as Prometheus wants them. */
export interface ApiMetrics {
  readonly requests: Counter
  readonly requestSeconds: Histogram
  readonly sandboxesCreated: Counter
  readonly commands: Counter
  readonly commandSeconds: Histogram
  render(): string
}

interface Sources {
  readonly version: string
  readonly engine: string
  /** The level that was proven, or `unproven`. */
  readonly isolation: () => string
  readonly sandboxes: () => number
  readonly sockets: () => number
  /** What the engine counts, by event. */
  readonly engineEvents: () => Readonly<Record<string, number>>
}

export function createApiMetrics(sources: Sources): ApiMetrics {
  const { version, engine, isolation } = sources
  const metrics = {
    requests: new Counter('keyspace_http_requests_total', 'HTTP requests answered.'),
    requestSeconds: new Histogram(
      'keyspace_http_request_duration_seconds',
      'Time from the first byte of a request to its answer.',
      seconds,
    ),
    sandboxesCreated: new Counter('keyspace_sandboxes_created_total', 'Sandboxes made.'),
    commands: new Counter('keyspace_commands_total', 'Commands run over HTTP.'),
    commandSeconds: new Histogram(
      'keyspace_command_duration_seconds',
      'Time that the commands of one HTTP request took in their sandbox.',
      seconds,
    ),
  }
  const gauges = [
    new Gauge(
      'keyspace_info',
      'What runs here.',
      () => 1,
      () => ({
        version,
        engine,
        isolation: isolation(),
      }),
    ),
    new Gauge('keyspace_sandboxes', 'Sandboxes that are open.', sources.sandboxes),
    new Tally(
      'keyspace_engine_events_total',
      'What happened to the engine’s own connections, such as to a shared Redis.',
      'event',
      sources.engineEvents,
    ),
    new Gauge('keyspace_websockets', 'WebSockets that are open.', sources.sockets),
    new Gauge('process_resident_memory_bytes', 'Resident memory of this process.', () =>
      memoryUsage.rss(),
    ),
    new Gauge('process_uptime_seconds', 'Time since this process started.', () => uptime()),
  ]
  return { ...metrics, render: () => renderMetrics([...gauges, ...Object.values(metrics)]) }
}
