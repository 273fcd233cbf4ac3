import { z } from 'zod'
import type { Player } from './player.ts'

const name = 'player.volume'
const kept = z.strictObject({ volume: z.number().min(0).max(1), isMuted: z.boolean() })

/** Begins with the volume of the last time, and keeps it for the next. @returns how to end that */
export function keepVolume(player: Player, storage: Pick<Storage, 'getItem' | 'setItem'>): () => void {
  const before = read(storage.getItem(name))
  if (before !== undefined) {
    player.setVolume(before.volume)
    player.setMuted(before.isMuted)
  }
  return player.store.subscribe(({ volume, isMuted }, old) => {
    if (volume === old.volume && isMuted === old.isMuted) return
    storage.setItem(name, JSON.stringify({ volume, isMuted }))
  })
}

/** Undefined for what is not there, or was written by another version. */
function read(text: string | null): z.output<typeof kept> | undefined {
  if (text === null) return undefined
  try {
    return kept.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
