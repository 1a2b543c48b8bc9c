import type { VisualizerBlock as Block } from '@keyspace/lesson/ast'
import { describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import { defineComponent, h } from 'vue'
import VisualizerBlock from './VisualizerBlock.vue'
import { provideVisualizers, type LoadVisualizer } from './visualizer-slot.ts'

const block: Block = {
  kind: 'visualizer',
  name: 'ttl-bomb',
  settings: { key: 'a' },
  blocks: [],
  span: { start: 0, end: 1 },
}
const Picture = defineComponent({
  props: { settings: { type: Object, required: true } },
  setup:
    ({ settings }) =>
    () =>
      h('p', `picture of ${JSON.stringify(settings)}`),
})

function open(load: LoadVisualizer | null) {
  const Host = defineComponent(() => {
    if (load !== null) provideVisualizers(load)
    return () => h(VisualizerBlock, { block }, () => h('p', 'the same in words'))
  })
  return render(Host)
}

const load = (loader: LoadVisualizer['ttl-bomb']): LoadVisualizer => ({
  'ttl-bomb': loader,
  'counter-race': loader,
  'pipeline-racer': loader,
  eviction: loader,
  'lua-sandbox': loader,
})

describe('a visualizer in a lesson', () => {
  it('loads when it comes near, with the settings of the directive', async () => {
    await open(load(() => Promise.resolve(Picture)))
    await expect.element(page.getByText('picture of {"key":"a"}')).toBeVisible()
    expect(page.getByText('the same in words').elements()).toEqual([])
  })

  it('shows the words where there is no picture', async () => {
    await open(null)
    await expect.element(page.getByText('the same in words')).toBeVisible()
  })

  it('keeps the words when the picture cannot be loaded', async () => {
    await open(load(() => Promise.reject(new Error('no connection'))))
    await expect.element(page.getByText('the same in words')).toBeVisible()
  })
})
