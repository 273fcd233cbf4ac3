import type { OwnedWork } from '../../shared/api/library.ts'
import type { CidText, Label } from '../../shared/ids.ts'
import type { ArtworkImage } from '../playback/artworkReader.ts'
import type { SoundCutter } from '../playback/hls/exactSound.ts'
import type { OpenTrack } from '../playback/openTrack.ts'
import type { OwnAddress } from './lanAddress.ts'

/** What the listener server gives, and what it does. */
export interface ListenServerOptions {
  /** @throws BuskerError `PLAYBACK_NOT_OWNED` and what else opening a track throws */
  readonly open: (label: Label) => Promise<OpenTrack>
  readonly cutter: SoundCutter
  readonly library: () => Promise<readonly OwnedWork[]>
  readonly join: (label: Label, signal: AbortSignal) => Promise<void>
  readonly artwork: (cid: CidText, signal: AbortSignal) => Promise<ArtworkImage>
  readonly onFailure: (error: unknown) => void
  readonly now?: () => number
  /** Left out: this machine's. */
  readonly ownAddresses?: () => readonly OwnAddress[]
}
