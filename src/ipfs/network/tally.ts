/** Counts by key; what is zero is forgotten. */
export class Tally<K> {
  readonly #counts = new Map<K, number>()
  #total = 0

  get total(): number {
    return this.#total
  }

  of(key: K): number {
    return this.#counts.get(key) ?? 0
  }

  /** @param change negative to take back */
  add(key: K, change: number): void {
    const count = this.of(key) + change
    this.#total += change
    if (count === 0) this.#counts.delete(key)
    else this.#counts.set(key, count)
  }
}
