import type { CidText } from '../../shared/ids.ts'
import { artworkUrl } from '../ui/artworkUrl.ts'
import type { Player } from './player.ts'
import type { PlayerState } from './playerState.ts'

/** Seconds that a key for going back or forward means, where the system does not say. */
const skipSeconds = 10

/** Connects the player with the system's media controls. @returns stop */
export function connectMediaSession(player: Player, session: MediaSession): () => void {
  const handlers: Partial<Record<MediaSessionAction, MediaSessionActionHandler>> = {
    play: () => player.play(),
    pause: () => player.pause(),
    stop: () => player.clear(),
    nexttrack: () => player.next(),
    previoustrack: () => player.previous(),
    seekto: ({ seekTime }) => seekTime !== undefined && player.seek(seekTime),
    seekbackward: ({ seekOffset = skipSeconds }) => player.seek(player.position() - seekOffset),
    seekforward: ({ seekOffset = skipSeconds }) => player.seek(player.position() + seekOffset),
  }
  const actions = Object.entries(handlers) as [MediaSessionAction, MediaSessionActionHandler][]
  for (const [action, handler] of actions) session.setActionHandler(action, handler)
  const cover = new SessionArtwork()
  const stop = player.store.subscribe((state, before) => {
    if (state.track !== before.track) session.metadata = metadataOf(state, cover.imagesFor(state.track))
    // After the sound has started: loading the picture would delay it.
    if (state.isPlaying && !state.isWaiting) {
      void cover.load(state.track, () => {
        const now = player.store.getState()
        session.metadata = metadataOf(now, cover.imagesFor(now.track))
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
    cover.clear()
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
class SessionArtwork {
  #cid: CidText | null = null
  #image: MediaImage | null = null

  /** The picture of a track, where it is here. */
  imagesFor(track: PlayerState['track']): readonly MediaImage[] {
    return this.#image !== null && track?.artwork === this.#cid ? [this.#image] : []
  }

  /** @param onLoaded when the picture of this track has come, and no other is wanted */
  async load(track: PlayerState['track'], onLoaded: () => void): Promise<void> {
    const cid = track?.artwork ?? null
    if (cid === this.#cid) return
    this.clear()
    this.#cid = cid
    if (cid === null) return
    // Without a picture the title is shown alone.
    const response = await fetch(artworkUrl(cid)).catch(() => null)
    if (response?.ok !== true) return
    const picture = await response.blob()
    if (this.#cid !== cid) return
    this.#image = { src: URL.createObjectURL(picture), type: picture.type }
    onLoaded()
  }

  clear(): void {
    if (this.#image?.src !== undefined) URL.revokeObjectURL(this.#image.src)
    this.#image = null
    this.#cid = null
  }
}
