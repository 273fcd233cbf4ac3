import { createStore } from 'zustand/vanilla'
import type { Player } from '../playback/player.ts'
import { initialState, type PlayerState, type QueueItem, type QueueTrack } from '../playback/playerState.ts'
import { waveformOf } from './fixtures/seededValues.ts'

/** The player without sound: what is pressed shows in its state, and time stands still. */
export function createFixturePlayer(state: Partial<PlayerState> = {}): Player {
  const store = createStore<PlayerState>()(() => ({ ...initialState, ...state }))
  let made = 0
  const itemsOf = (tracks: readonly QueueTrack[], isPreview = false): QueueItem[] =>
    tracks.map((track, index) => {
      made += 1
      return { key: `item-${made}`, track, isPreview, unshuffledPosition: index }
    })
  const begin = (queue: readonly QueueItem[], index: number) => {
    const item = queue[index]
    store.setState({
      queue,
      index: item === undefined ? -1 : index,
      track: item?.track ?? null,
      isPreview: item?.isPreview ?? false,
      isPlaying: item !== undefined,
      position: 0,
      duration: item === undefined ? 0 : item.isPreview ? 30 : (item.track.durationMs ?? 0) / 1000,
      buffered: 30,
      waveform: item === undefined ? '' : waveformOf(item.track.title),
      error: null,
    })
  }
  /** The same track plays on in a changed queue. */
  const arrange = (queue: readonly QueueItem[]) => {
    const { queue: before, index } = store.getState()
    const current = before[index]
    store.setState({ queue, index: queue.findIndex((item) => item.key === current?.key) })
  }
  const insert = (at: number, tracks: readonly QueueTrack[]) => {
    const { queue, index } = store.getState()
    if (index === -1) return begin(itemsOf(tracks), 0)
    arrange([...queue.slice(0, at), ...itemsOf(tracks), ...queue.slice(at)])
  }
  const step = (by: number) => {
    const { queue, index } = store.getState()
    if (queue[index + by] !== undefined) begin(queue, index + by)
  }

  return {
    store,
    start: async () => {},
    stop: async () => {},
    playTracks: (tracks, startIndex = 0) => begin(itemsOf(tracks), startIndex),
    restore(queue, position) {
      begin(queue.queue, queue.index)
      store.setState({ ...queue, position, isPlaying: false })
    },
    playPreview: (track) => begin(itemsOf([track], true), 0),
    play: () => store.setState({ isPlaying: true }),
    pause: () => store.setState({ isPlaying: false }),
    toggle: () => store.setState(({ isPlaying, track }) => ({ isPlaying: !isPlaying && track !== null })),
    seek: (position) => store.setState({ position }),
    next: () => step(1),
    previous: () => step(-1),
    clear: () => begin([], -1),
    position: () => store.getState().position,
    enqueue: (tracks) => insert(store.getState().queue.length, tracks),
    playNext: (tracks) => insert(store.getState().index + 1, tracks),
    jumpTo: (key) => {
      const { queue } = store.getState()
      begin(
        queue,
        queue.findIndex((item) => item.key === key),
      )
    },
    removeFromQueue: (key) => arrange(store.getState().queue.filter((item) => item.key !== key)),
    reorder(key, toIndex) {
      const { queue } = store.getState()
      const rest = queue.filter((item) => item.key !== key)
      arrange([
        ...rest.slice(0, toIndex),
        ...queue.filter((item) => item.key === key),
        ...rest.slice(toIndex),
      ])
    },
    setShuffle: (isShuffled) => store.setState({ isShuffled }),
    setRepeat: (repeat) => store.setState({ repeat }),
    setVolume: (volume) => store.setState({ volume }),
    setMuted: (isMuted) => store.setState({ isMuted }),
    setQuality: (quality) => store.setState({ quality }),
    setNormalised: (isNormalised) => store.setState({ isNormalised }),
    setLoudnessMode: (loudnessMode) => store.setState({ loudnessMode }),
    setCrossfade: (crossfadeSeconds) => store.setState({ crossfadeSeconds }),
    setSpeed: (speed) => store.setState({ speed }),
    setOutputDevice: () => {},
    watchOutputDevices(listener) {
      listener([{ id: 'headphones', name: 'Headphones' }])
      return () => {}
    },
    setSleep: (sleep) => store.setState({ sleep }),
    prefetch: () => {},
  }
}
