import { CID } from 'multiformats/cid'
import { encode } from '../../protocol/codec.ts'
import { signedTrackManifest } from '../../protocol/manifest.ts'
import type { WorkId } from '../../shared/ids.ts'
import { makeTrack, type TrackRunOptions } from './makeTrack.ts'
import type { StudioOptions } from './studioOptions.ts'
import type { TrackLoudness } from './trackLoudness.ts'
import type { Upload, Uploads } from './uploads.ts'

export interface UploadSealerOptions extends StudioOptions {
  readonly uploads: Uploads
  readonly trackLoudness: Pick<TrackLoudness, 'keep'>
}

/** Encodes and seals uploads, and takes back what a run that did not end has stored. */
export class UploadSealer {
  readonly #options: UploadSealerOptions

  constructor(options: UploadSealerOptions) {
    this.#options = options
  }

  /** @returns the signed manifest, which is written down with the content key. @throws BuskerError `MEDIA_*` */
  async seal(upload: Upload, run: Omit<TrackRunOptions, 'onBlock'>): Promise<Uint8Array> {
    const { store, access, uploads, trackLoudness } = this.#options
    const { id, edition } = upload
    await this.discard(id)
    uploads.update(id, { state: 'encoding', steps: [] })
    const onBlock = (cid: string) => uploads.recordBlock(id, cid)
    const made = await makeTrack(this.#options, upload, { ...run, onBlock })
    const bytes = encode(signedTrackManifest, made.manifest)
    store
      .transaction(() => {
        uploads.update(id, { state: 'publishing', manifest: bytes })
        access.keep(id, edition, made.contentKey)
        trackLoudness.keep(id, edition, made.loudnessHistogram)
      })
      .immediate()
    return bytes
  }

  /** Deletes the blocks that an unfinished run has stored. */
  async discard(id: WorkId): Promise<void> {
    const { uploads, blocks } = this.#options
    for (const cid of uploads.blocksOf(id)) await blocks.delete(CID.parse(cid))
    uploads.forgetBlocks(id)
  }
}
