import { z } from 'zod'
import type { Player } from './player.ts'

const storageKey = 'player.volume'
const storedVolume = z.strictObject({ volume: z.number().min(0).max(1), isMuted: z.boolean() })

/** Restores the stored volume and stores every change of it. @returns stop */
export function persistVolume(player: Player, storage: Pick<Storage, 'getItem' | 'setItem'>): () => void {
  const before = parseStoredVolume(storage.getItem(storageKey))
  if (before !== undefined) {
    player.setVolume(before.volume)
    player.setMuted(before.isMuted)
  }
  return player.store.subscribe(({ volume, isMuted }, old) => {
    if (volume === old.volume && isMuted === old.isMuted) return
    storage.setItem(storageKey, JSON.stringify({ volume, isMuted }))
  })
}

/** Undefined for what is not there, or was written by another version. */
function parseStoredVolume(text: string | null): z.output<typeof storedVolume> | undefined {
  if (text === null) return undefined
  try {
    return storedVolume.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
