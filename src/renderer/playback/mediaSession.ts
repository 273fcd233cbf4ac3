import type { Player } from './player.ts'
import type { PlayerState } from './state.ts'

/** Seconds that a key for going back or forward means, where the system does not say. */
const skip = 10

/** Shows in the system's media controls what plays, and lets them control it. @returns how to end that */
export function showMediaSession(player: Player, session: MediaSession): () => void {
  const handlers: Partial<Record<MediaSessionAction, MediaSessionActionHandler>> = {
    play: () => player.play(),
    pause: () => player.pause(),
    stop: () => player.clear(),
    nexttrack: () => player.next(),
    previoustrack: () => player.previous(),
    seekto: ({ seekTime }) => seekTime !== undefined && player.seek(seekTime),
    seekbackward: ({ seekOffset = skip }) => player.seek(player.position() - seekOffset),
    seekforward: ({ seekOffset = skip }) => player.seek(player.position() + seekOffset),
  }
  const actions = Object.entries(handlers) as [MediaSessionAction, MediaSessionActionHandler][]
  for (const [action, handler] of actions) session.setActionHandler(action, handler)
  const stop = player.store.subscribe((state, before) => {
    if (state.track !== before.track) session.metadata = metadataOf(state)
    session.playbackState = state.track === null ? 'none' : state.isPlaying ? 'playing' : 'paused'
    if (state.position === before.position && state.duration === before.duration) return
    if (state.duration === 0) session.setPositionState()
    else
      session.setPositionState({
        duration: state.duration,
        position: Math.min(state.position, state.duration),
      })
  })
  return () => {
    stop()
    for (const [action] of actions) session.setActionHandler(action, null)
    session.metadata = null
    session.playbackState = 'none'
  }
}

function metadataOf({ track }: PlayerState): MediaMetadata | null {
  if (track === null) return null
  const { title, artistName, releaseTitle } = track
  return new MediaMetadata({ title, artist: artistName, album: releaseTitle ?? '' })
}
