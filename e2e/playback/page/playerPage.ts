import type { Player } from '../../../src/renderer/playback/player.ts'
import type { PlayerState } from '../../../src/renderer/playback/playerState.ts'

/** What the test page offers to tests. */
export interface PlayerPage {
  readonly player: Player
  /** Hz: of what is recorded. */
  readonly sampleRate: number
  /** Records, as one channel of 32-bit floats in base64, what is heard after loudness and volume while `act` runs. */
  readonly record: (act: (player: Player) => Promise<void>) => Promise<string>
  /** Milliseconds from the call of `act` to the first sample above -60 dBFS. */
  readonly firstSound: (act: () => void) => Promise<number>
  /** Chooses where sound comes out. @returns the device of the audio thread; empty: the system's default */
  readonly setDevice: (id: string) => Promise<string>
  /** Waits for a state of the player; rejects when the player meets an error. */
  readonly until: (isTrue: (state: PlayerState) => boolean) => Promise<void>
}

declare global {
  interface Window {
    playerPage: PlayerPage
  }
}
