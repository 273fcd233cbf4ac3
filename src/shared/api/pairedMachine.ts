import { z } from 'zod'
import { peerIdText } from '../ids.ts'

/** Another machine of one's own that this one is paired with. */
export const pairedMachine = z.strictObject({
  /** Its own peer: what tells it apart from any other machine. */
  peer: peerIdText,
  /** As it called itself when it was paired. */
  name: z.string(),
  /** When that was, ms since epoch. */
  at: z.int().min(0),
})
export type PairedMachine = z.output<typeof pairedMachine>
