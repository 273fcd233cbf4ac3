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

const nothing = () => undefined

test('a player whose audio output does not start says so, and does not seem to play', async () => {
  const element = Object.assign(new EventTarget(), {
    currentTime: 0,
    paused: true,
    playbackRate: 1,
    play: async () => undefined,
    pause: vi.fn<() => void>(),
  })
  const deck = {
    element,
    fader: { fadeOut: async () => true, fadeIn: nothing, open: nothing, close: nothing, crossfade: nothing },
    createBuffer: () => {
      const done = async () => undefined
      return { append: done, remove: done, end: done, ranges: () => [], isEnded: false }
    },
  }
  const player = createPlayer({
    decks: [deck, deck],
    open: () => new Promise(() => undefined),
    fetch: () => new Promise(() => undefined),
    transcode: () => new Promise(() => undefined),
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
