import type { VisualizerBlock } from '@keyspace/lesson/ast'
import { inject, provide, type Component, type InjectionKey } from 'vue'

/** Loads a visualizer: a component that takes `settings` and `level`, that of its heading. */
export type LoadVisualizer = Readonly<Record<VisualizerBlock['name'], () => Promise<Component>>>

const key: InjectionKey<LoadVisualizer> = Symbol('visualizers')

/** Lets the lessons below show visualizers; without it they show what their authors wrote instead. */
export function provideVisualizers(load: LoadVisualizer): void {
  provide(key, load)
}

export function useVisualizers(): LoadVisualizer | null {
  return inject(key, null)
}
