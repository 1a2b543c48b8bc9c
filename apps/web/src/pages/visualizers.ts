import type { VisualizerName } from '@keyspace/visualizer/catalog'
import type { Component } from 'vue'

/** Each visualizer comes when it is looked at, never with the page. */
export const LOAD_VISUALIZER: Readonly<Record<VisualizerName, () => Promise<Component>>> = {
  'ttl-bomb': async () => (await import('../features/visualizers/ttl-bomb/TtlBomb.vue')).default,
  'counter-race': async () =>
    (await import('../features/visualizers/counter-race/CounterRace.vue')).default,
  'pipeline-racer': async () =>
    (await import('../features/visualizers/pipeline-racer/PipelineRacer.vue')).default,
  'lua-sandbox': async () =>
    (await import('../features/visualizers/lua-sandbox/LuaSandbox.vue')).default,
  eviction: async () => (await import('../features/visualizers/eviction/EvictionSim.vue')).default,
}
