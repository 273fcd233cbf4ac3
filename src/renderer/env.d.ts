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
      /** What is heard of the player, after loudness and volume. */
      readonly recordPlayer: () => Promise<{ stop(): Promise<Recording> }>
      /** When the player is heard next. */
      readonly firstSound: () => ReturnType<typeof firstSound>
      readonly firstSoundOf: typeof firstSound
      readonly element: HTMLAudioElement
    }
  }
}
