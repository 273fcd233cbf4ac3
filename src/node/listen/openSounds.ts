import type { Label } from '../../shared/ids.ts'
import { ExactSound, type SoundCutter } from '../playback/hls/exactSound.ts'
import type { OpenTrack } from '../playback/openTrack.ts'

/** Tracks that are open at once; the one asked for longest ago is closed for another. */
const openAtOnce = 16

/** The tracks that players read at the moment. */
export class OpenSounds {
  readonly #open: (label: Label) => Promise<OpenTrack>
  readonly #cutter: SoundCutter
  readonly #sounds = new Map<Label, Promise<ExactSound>>()

  /** @param open throws what opening a track throws */
  constructor(open: (label: Label) => Promise<OpenTrack>, cutter: SoundCutter) {
    this.#open = open
    this.#cutter = cutter
  }

  /** @throws as opening does */
  async get(label: Label): Promise<ExactSound> {
    const opening =
      this.#sounds.get(label) ?? this.#open(label).then((track) => new ExactSound(track, this.#cutter))
    // The newest stands last.
    this.#sounds.delete(label)
    this.#sounds.set(label, opening)
    const [oldest] = this.#sounds.keys()
    if (this.#sounds.size > openAtOnce && oldest !== undefined) this.#drop(oldest)
    try {
      return await opening
    } catch (error) {
      if (this.#sounds.get(label) === opening) this.#sounds.delete(label)
      throw error
    }
  }

  /** Closes all of them. */
  clear(): void {
    for (const label of this.#sounds.keys()) this.#drop(label)
  }

  #drop(label: Label): void {
    this.#sounds.get(label)?.then(
      (sound) => sound.close(),
      () => undefined,
    )
    this.#sounds.delete(label)
  }
}
