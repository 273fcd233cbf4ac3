import { expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { persistVolume } from './persistVolume.ts'
import type { Player } from './player.ts'
import { initialState, type PlayerState } from './playerState.ts'

function playerWith(storage: Map<string, string>) {
  const store = createStore<PlayerState>(() => initialState)
  const player = {
    store,
    setVolume: (volume: number) => store.setState({ volume, isMuted: false }),
    setMuted: (isMuted: boolean) => store.setState({ isMuted }),
  } as unknown as Player
  persistVolume(player, {
    getItem: (key) => storage.get(key) ?? null,
    setItem: (key, value) => void storage.set(key, value),
  })
  return player
}

test('the volume is what it was the last time', () => {
  const storage = new Map<string, string>()
  const player = playerWith(storage)
  player.setVolume(0.3)
  player.setMuted(true)
  expect(playerWith(storage).store.getState()).toMatchObject({ volume: 0.3, isMuted: true })
})

test.each(['', '{', 'null', '{"volume":7,"isMuted":false}', '[]'])(
  'what was not written by us is left alone: %s',
  (text) => {
    expect(playerWith(new Map([['player.volume', text]])).store.getState()).toMatchObject({
      volume: 1,
      isMuted: false,
    })
  },
)
