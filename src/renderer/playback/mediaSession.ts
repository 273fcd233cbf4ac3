import type { CidText } from '../../shared/ids.ts'
import { artworkAddress } from '../ui/artworkAddress.ts'
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
  const cover = new Cover()
  const stop = player.store.subscribe((state, before) => {
    if (state.track !== before.track) session.metadata = metadataOf(state, cover.of(state.track))
    // Not before the sound, which the picture would take time from.
    if (state.isPlaying && !state.isWaiting) {
      void cover.bring(state.track, () => {
        const now = player.store.getState()
        session.metadata = metadataOf(now, cover.of(now.track))
      })
    }
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
    cover.drop()
    for (const [action] of actions) session.setActionHandler(action, null)
    session.metadata = null
    session.playbackState = 'none'
  }
}

function metadataOf({ track }: PlayerState, artwork: readonly MediaImage[]): MediaMetadata | null {
  if (track === null) return null
  const { title, artistName, releaseTitle } = track
  return new MediaMetadata({ title, artist: artistName, album: releaseTitle ?? '', artwork: [...artwork] })
}

/** The picture of what plays. Chromium takes none from `track://`, so it is copied into a blob, one at a time. */
class Cover {
  #cid: CidText | null = null
  #image: MediaImage | null = null

  /** The picture of a track, where it is here. */
  of(track: PlayerState['track']): readonly MediaImage[] {
    return this.#image !== null && track?.artwork === this.#cid ? [this.#image] : []
  }

  /** @param onCome when the picture of this track has come, and no other is wanted */
  async bring(track: PlayerState['track'], onCome: () => void): Promise<void> {
    const cid = track?.artwork ?? null
    if (cid === this.#cid) return
    this.drop()
    this.#cid = cid
    if (cid === null) return
    // What does not come is not shown: the title stands there without it.
    const response = await fetch(artworkAddress(cid)).catch(() => null)
    if (response?.ok !== true) return
    const picture = await response.blob()
    if (this.#cid !== cid) return
    this.#image = { src: URL.createObjectURL(picture), type: picture.type }
    onCome()
  }

  drop(): void {
    if (this.#image?.src !== undefined) URL.revokeObjectURL(this.#image.src)
    this.#image = null
    this.#cid = null
  }
}
