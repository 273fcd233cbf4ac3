import { createRandom } from './random.ts'

/** One sound of a piece. */
export interface Note {
  readonly instrument: 'lead' | 'pad' | 'bass' | 'kick' | 'snare' | 'hat'
  /** Hz; drums have none. */
  readonly frequency: number
  /** In steps. */
  readonly length: number
  readonly gain: number
  /** 0 is left, 1 is right. */
  readonly pan: number
  readonly noiseSeed: number
}

export interface Composition {
  readonly stepsPerMinute: number
  /** The notes that begin with each step, without end. */
  readonly steps: Generator<readonly Note[]>
}

const minorScale = [0, 2, 3, 5, 7, 8, 10]
const stepsPerBar = 16

/** A piece of music without end: chords that wander, a melody that walks and never repeats, drums that vary. */
export function compose(seed: number): Composition {
  const random = createRandom(seed)
  const stepsPerMinute = (92 + Math.floor(random() * 40)) * 4
  const root = 45 + Math.floor(random() * 12)
  return { stepsPerMinute, steps: play(random, root) }
}

function* play(random: () => number, root: number): Generator<readonly Note[]> {
  const pick = (count: number) => Math.floor(random() * count)
  const note = (
    instrument: Note['instrument'],
    pitch: number,
    length: number,
    gain: number,
    pan = 0.5,
  ): Note => ({
    instrument,
    frequency: 440 * 2 ** ((pitch - 69) / 12),
    length,
    gain,
    pan,
    noiseSeed: pick(2 ** 32),
  })
  const degree = (step: number) => root + 12 * Math.floor(step / 7) + (minorScale[((step % 7) + 7) % 7] ?? 0)

  let melody = 14
  let rest = 0
  let chord = 0
  for (let step = 0; ; step++) {
    const beat = step % stepsPerBar
    const notes: Note[] = []
    if (beat === 0) {
      chord = [0, 3, 5, 2, 4][pick(5)] ?? 0
      for (const third of [0, 2, 4])
        notes.push(note('pad', degree(chord + third) + 12, stepsPerBar, 0.07, 0.2 + 0.3 * (third / 2)))
    }
    if (beat % 4 === 0 || random() < 0.15) notes.push(note('bass', degree(chord) - 12, 2, 0.2))
    if (rest === 0) {
      melody = Math.max(9, Math.min(23, melody + pick(5) - 2))
      rest = 1 + pick(4)
      if (random() < 0.85) notes.push(note('lead', degree(melody), rest, 0.16, 0.35 + 0.3 * random()))
    }
    rest -= 1
    if (beat % 8 === 0 || random() < 0.06) notes.push(note('kick', 0, 2, 0.45))
    if (beat % 8 === 4 || random() < 0.04) notes.push(note('snare', 0, 2, 0.22, 0.55))
    if (beat % 2 === 0 || random() < 0.3) notes.push(note('hat', 0, 1, 0.05 + 0.06 * random(), 0.7))
    yield notes
  }
}
