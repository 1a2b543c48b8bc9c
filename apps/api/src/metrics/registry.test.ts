import { expect, it } from 'vitest'
import { Counter, Gauge, Histogram, renderMetrics, Tally } from './registry.ts'

it('renders what Prometheus reads', () => {
  const counter = new Counter('hits_total', 'Hits.')
  counter.increment({ path: 'a"b\\c\nd' })
  counter.increment({ path: 'a"b\\c\nd' }, 2)
  const histogram = new Histogram('took_seconds', 'Time.', [0.1, 1])
  histogram.observe({}, 0.05)
  histogram.observe({}, 0.5)
  histogram.observe({}, 5)
  const gauge = new Gauge(
    'open',
    'Open.',
    () => 7,
    () => ({ engine: 'dedicated' }),
  )
  const tally = new Tally('events_total', 'Events.', 'event', () => ({ connects: 2, losses: 1 }))
  expect(renderMetrics([counter, histogram, gauge, tally])).toBe(`# HELP hits_total Hits.
# TYPE hits_total counter
hits_total{path="a\\"b\\\\c\\nd"} 3
# HELP took_seconds Time.
# TYPE took_seconds histogram
took_seconds_bucket{le="0.1"} 1
took_seconds_bucket{le="1"} 2
took_seconds_bucket{le="+Inf"} 3
took_seconds_sum 5.55
took_seconds_count 3
# HELP open Open.
# TYPE open gauge
open{engine="dedicated"} 7
# HELP events_total Events.
# TYPE events_total counter
events_total{event="connects"} 2
events_total{event="losses"} 1
`)
})
