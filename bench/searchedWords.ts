/** The words that titles have most often, in the order in which they do. */
const common =
  `the you of a in me love my to and i it your on is no we this for be night all time life one day with down not up
  man girl heart out world blue home baby get what so go little like from can at don't way good when black dream back
  house new song live red light come river rain dance street moon sun city fire lost last never white summer`.split(
    /\s+/,
  )
const syllables =
  'ka lo mi ra ten sol ver an the bel dor in fa gre blu mor nig sta lig hea po su ri cha win tor el'.split(
    ' ',
  )
const vocabularySize = 20_000
/** How often the n-th word comes is as n to the power of this, as in a language (Zipf). */
const zipfExponent = -1

/** What a made-up catalogue is written with: the same in every run. */
export class SearchedWords {
  readonly #random: () => number
  readonly vocabulary: readonly string[]
  /** How often one of the words up to each comes, so that a search finds a random one. */
  readonly #cumulative: readonly number[]

  constructor(seed = 1) {
    this.#random = mulberry32(seed)
    const words = new Set(common)
    while (words.size < vocabularySize) {
      words.add(Array.from({ length: 2 + this.below(3) }, () => this.pick(syllables)).join(''))
    }
    this.vocabulary = [...words]
    let sum = 0
    this.#cumulative = this.vocabulary.map((_, at) => (sum += (at + 1) ** zipfExponent))
  }

  /** A whole number from 0, less than `limit`. */
  below(limit: number): number {
    return Math.floor(this.#random() * limit)
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new Error('There is nothing to pick from.')
    return item
  }

  /** So many words, each as often as it comes in a language. */
  phrase(length: number): string {
    return Array.from({ length }, () => this.#word()).join(' ')
  }

  /** What somebody types who looks for a work: a word of its title, or two of its title and its artist's name. */
  query({ title, artistName }: { readonly title: string; readonly artistName: string }): string {
    const word = this.pick(title.split(' '))
    if (this.below(2) === 0) return word
    return `${word} ${this.pick([...title.split(' ').filter((other) => other !== word), ...artistName.split(' ')])}`
  }

  #word(): string {
    const at = this.#random() * (this.#cumulative.at(-1) ?? 0)
    let [low, high] = [0, this.#cumulative.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#cumulative[middle] ?? 0) < at) low = middle + 1
      else high = middle
    }
    return this.vocabulary[low] ?? ''
  }
}

/** Tommy Ettinger's generator: 32 bits of state, every one of them used. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
