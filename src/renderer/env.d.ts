/// <reference types="vite/client" />
import type { Bridge } from '../shared/ipc.ts'
import type { recordPlayback } from './tap/recordPlayback.ts'

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly busker: Bridge
    /** Only in the test build. */
    buskerTap?: { readonly recordPlayback: typeof recordPlayback }
  }
}
