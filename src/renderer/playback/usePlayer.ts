import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { Player } from './player.ts'
import type { PlayerState } from './playerState.ts'

/** Provided once, around all pages. */
export const PlayerContext = createContext<Player | null>(null)

/** What can be done with the player. */
export function usePlayerControls(): Player {
  const player = useContext(PlayerContext)
  if (player === null) throw new Error('There is no PlayerContext around this component.')
  return player
}

/** A part of the player's state; the component is drawn again when this part changes. */
export function usePlayer<T>(selector: (state: PlayerState) => T): T {
  return useStore(usePlayerControls().store, selector)
}
