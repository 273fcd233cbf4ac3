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

/** A player whose tracks never come. @param resumeOutput starts the audio output */
function openPlayer(resumeOutput: () => Promise<void>) {
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
  const open = vi.fn<() => Promise<never>>(() => new Promise(() => undefined))
  const player = createPlayer({
    decks: [deck, deck],
    open,
    fetch: () => new Promise(() => undefined),
    transcode: () => new Promise(() => undefined),
    setVolume: () => undefined,
    setDevice: async () => undefined,
    watchOutputDevices: () => nothing,
    resumeOutput,
    prefetch: async () => undefined,
    close: async () => undefined,
  })
  return { player, element, open }
}

test('a player whose audio output does not start says so, and does not seem to play', async () => {
  const { player, element } = openPlayer(() => Promise.reject(new Error('No device.')))
  player.playTracks([track])
  await vi.waitFor(() => expect(player.store.getState().error).not.toBeNull())
  expect(player.store.getState()).toMatchObject({
    error: { code: 'PLAYBACK_NO_SOUND', message: expect.stringContaining('No device.') as string },
    isPlaying: false,
    isWaiting: false,
  })
  expect(element.pause).toHaveBeenCalled()
})

test('a queue that was kept is shown where it was left, and asks nobody for anything until play is pressed', () => {
  const { player, open } = openPlayer(async () => undefined)
  const items = ['one', 'two'].map((key, unshuffledPosition) => {
    return { key, track, isPreview: false, unshuffledPosition }
  })
  player.restore({ queue: items, index: 1, isShuffled: false, repeat: 'all' }, 0.4)
  player.setQuality('lossless')
  expect(player.store.getState()).toMatchObject({
    index: 1,
    track,
    position: 0.4,
    duration: 1,
    isPlaying: false,
  })
  expect([player.position(), open.mock.calls.length]).toEqual([0.4, 0])
  player.play()
  expect(open).toHaveBeenCalledExactlyOnceWith(items[1])
  expect([player.store.getState().isPlaying, player.position()]).toEqual([true, 0.4])
})
