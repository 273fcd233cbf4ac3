/// <reference types="vite/client" />
import type { Bridge } from '../shared/ipc.ts'
import type { firstSound } from './audioCapture/firstSound.ts'
import type { Recording, recordPlayback } from './audioCapture/recordPlayback.ts'

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly busker: Bridge
    /** Only in the test build. */
    buskerAudioCapture?: {
      readonly recordPlayback: typeof recordPlayback
      /** Records the player's output, after loudness and volume. */
      readonly recordPlayer: () => Promise<{ stop(): Promise<Recording> }>
      /** Waits for the player's output to be other than silent. */
      readonly firstSound: () => ReturnType<typeof firstSound>
      readonly firstSoundOf: typeof firstSound
      readonly element: HTMLAudioElement
    }
  }
}
