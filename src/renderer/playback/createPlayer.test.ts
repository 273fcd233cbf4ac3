import { expect, test, vi } from 'vitest'
import { label, toAddress } from '../../shared/ids.ts'
import { createPlayer } from './createPlayer.ts'

const track = {
  label: label.parse(`track/${'a'.repeat(32)}/1`),
  title: 'A song',
  artistName: 'Somebody',
  artist: toAddress(`0x${'1'.repeat(40)}`),
  releaseTitle: null,
  artwork: null,
  durationMs: 1000,
}

test('a player whose audio output does not start says so, and does not seem to play', async () => {
  const element = Object.assign(new EventTarget(), {
    currentTime: 0,
    paused: true,
    play: async () => undefined,
    pause: vi.fn<() => void>(),
  })
  const player = createPlayer({
    element,
    createBuffer: () => {
      const nothing = async () => undefined
      return { append: nothing, remove: nothing, end: nothing, ranges: () => [], isEnded: false }
    },
    open: () => new Promise(() => undefined),
    fetch: () => new Promise(() => undefined),
    setLoudness: () => undefined,
    setVolume: () => undefined,
    resumeOutput: () => Promise.reject(new Error('No device.')),
    prefetch: async () => undefined,
    close: async () => undefined,
  })
  player.playTracks([track])
  await vi.waitFor(() => expect(player.store.getState().error).not.toBeNull())
  expect(player.store.getState()).toMatchObject({
    error: { code: 'PLAYBACK_NO_SOUND', message: expect.stringContaining('No device.') as string },
    isPlaying: false,
    isWaiting: false,
  })
  expect(element.pause).toHaveBeenCalled()
})
