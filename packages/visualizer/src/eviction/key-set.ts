import type { Random } from './random.ts'

/** Keys of which one can be picked at random. */
export class KeySet {
  readonly #keys: number[] = []
  readonly #places = new Map<number, number>()

  get size(): number {
    return this.#keys.length
  }

  has(key: number): boolean {
    return this.#places.has(key)
  }

  add(key: number): void {
    if (this.has(key)) return
    this.#places.set(key, this.#keys.length)
    this.#keys.push(key)
  }

  delete(key: number): void {
    const place = this.#places.get(key)
    const last = this.#keys.pop()
    if (place === undefined || last === undefined) return
    this.#places.delete(key)
    if (last === key) return
    this.#keys[place] = last
    this.#places.set(last, place)
  }

  /** `count` different keys, or all of them when there are no more. */
  sample(count: number, random: Random): readonly number[] {
    const wanted = Math.min(count, this.#keys.length)
    const places = new Set<number>()
    while (places.size < wanted) places.add(Math.floor(random() * this.#keys.length))
    return [...places].flatMap((place) => this.#keys[place] ?? [])
  }

  all(): readonly number[] {
    return this.#keys
  }
}
