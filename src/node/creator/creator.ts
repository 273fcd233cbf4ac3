import { resolve } from 'node:path'
import { CID } from 'multiformats/cid'
import PQueue from 'p-queue'
import { toLabel, type WorkId } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import type { Startable } from '../../shared/startable.ts'
import { decode, encode } from '../../protocol/codec.ts'
import {
  manifestMaxBytes,
  newWorkId,
  type Price,
  signedTrackManifest,
  type SignedTrackManifest,
  trackManifest,
} from '../../protocol/manifest.ts'
import { sign } from '../../protocol/signed.ts'
import { blockMaxBytes } from '../../protocol/segments.ts'
import type { Blocks } from '../../ipfs/peer.ts'
import type { Access } from '../access/access.ts'
import { commitmentOf, sealTrackKey } from '../access/capsules.ts'
import type { Keys } from '../keys/keys.ts'
import { probe } from '../media/probe.ts'
import type { Source } from '../media/source.ts'
import type { Store } from '../store/openStore.ts'
import { toCredits } from './credits.ts'
import { type SealedSound, sealSound } from './sealingRun.ts'
import { type Edits, type Upload, Uploads } from './uploads.ts'

/** Puts a finished track into the artist's catalogue and tells the network; repeating it does no harm. */
export type Announce = (manifest: SignedTrackManifest) => Promise<void>

export interface CreatorOptions {
  readonly store: Store
  readonly keys: Keys
  readonly blocks: Blocks
  readonly access: Access
  readonly announce: Announce
  readonly ffmpeg: string
  /** Where and in what token works are sold. */
  readonly chain: Omit<Price, 'amount'>
  readonly onFailure: (error: unknown) => void
}

export interface PublishWish {
  readonly file: string
  readonly price: Amount
  readonly edits: Edits
}

export type PublishStep = 'reading' | 'encoding' | 'sealing' | 'publishing' | 'announced'

export interface PublishOptions {
  readonly signal: AbortSignal
  readonly onStep: (step: PublishStep, fraction: number) => void
}

/** Makes tracks of files: probed, encoded, sealed, stored, signed, announced. One at a time. */
export class Creator implements Startable {
  private readonly options: CreatorOptions
  private readonly uploads: Uploads
  private readonly queue = new PQueue({ concurrency: 1 })
  private readonly controller = new AbortController()

  constructor(options: CreatorOptions) {
    this.options = options
    this.uploads = new Uploads(options.store)
  }

  /** Takes up what a crash interrupted: an encoding starts anew, a finished one is only published. */
  async start(): Promise<void> {
    const quiet = { signal: this.controller.signal, onStep: () => undefined }
    for (const upload of this.uploads.unfinished()) {
      void this.queue.add(() => this.run(upload, quiet)).catch(this.options.onFailure)
    }
  }

  async stop(): Promise<void> {
    this.controller.abort()
    await this.queue.onIdle()
  }

  /**
   * Publishes one file as a new track.
   *
   * @throws BuskerError `MEDIA_*` when the file is no audio that can be sold, or the job was cancelled: nothing is left
   *   behind then
   */
  async publish(wish: PublishWish, { signal, onStep }: PublishOptions): Promise<SignedTrackManifest> {
    const time = Date.now()
    const upload: Upload = {
      id: newWorkId(this.options.keys.identity.body.account),
      state: 'encoding',
      edition: 1,
      file: resolve(wish.file),
      edits: wish.edits,
      price: wish.price,
      manifest: null,
      code: null,
      message: null,
      createdAt: time,
      changedAt: time,
    }
    this.uploads.insert(upload)
    const either = AbortSignal.any([signal, this.controller.signal])
    return this.queue.add(() => this.run(upload, { signal: either, onStep }))
  }

  private async run(upload: Upload, options: PublishOptions): Promise<SignedTrackManifest> {
    const bytes = upload.manifest ?? (await this.make(upload, options))
    options.onStep('publishing', 0)
    const manifest = decode(signedTrackManifest, bytes, manifestMaxBytes)
    await this.options.announce(manifest)
    this.uploads.update(upload.id, { state: 'announced' })
    options.onStep('announced', 1)
    return manifest
  }

  private async make(upload: Upload, { signal, onStep }: PublishOptions): Promise<Uint8Array> {
    const { blocks, ffmpeg, store, access } = this.options
    try {
      await this.clear(upload.id)
      onStep('reading', 0)
      const source = await probe(upload.file, { ffmpeg, signal })
      onStep('encoding', 0)
      const sound = await sealSound({
        track: upload.id,
        source,
        ffmpeg,
        blocks,
        signal,
        onBlock: (cid) => this.uploads.noteBlock(upload.id, cid),
        onProgress: (fraction) => onStep('encoding', Math.min(fraction, 1)),
      })
      onStep('sealing', 0)
      const manifest = encode(signedTrackManifest, await this.sign(upload, source, sound))
      store
        .transaction(() => {
          this.uploads.update(upload.id, { state: 'publishing', manifest })
          this.uploads.forgetBlocks(upload.id)
          access.keep(upload.id, upload.edition, sound.contentKey)
        })
        .immediate()
      return manifest
    } catch (error) {
      if (this.controller.signal.aborted) throw error
      await this.clear(upload.id)
      this.uploads.remove(upload.id)
      throw error
    }
  }

  private async sign(upload: Upload, source: Source, sound: SealedSound): Promise<SignedTrackManifest> {
    const { keys, chain } = this.options
    const { id, edition } = upload
    const label = toLabel('track', id, edition)
    const artwork = await this.storeArtwork(upload, source)
    const body = {
      v: 1 as const,
      id,
      edition,
      artist: keys.identity.body.account,
      credits: toCredits(source.tags, upload.edits, upload.file),
      price: { ...chain, amount: upload.price },
      durationMs: Math.max(1, Math.round((source.sampleCount / source.sampleRate) * 1000)),
      loudness: sound.encoded.loudness,
      waveform: sound.encoded.waveform,
      ...(artwork && { artwork }),
      preview: sound.preview,
      commitment: commitmentOf(sound.contentKey),
      capsule: await sealTrackKey(keys, label, sound.contentKey),
      renditions: sound.renditions,
      createdAt: upload.createdAt,
    }
    return sign('track', trackManifest, body, keys.account)
  }

  private async storeArtwork(upload: Upload, { tags }: Source) {
    if (tags.artwork === undefined || tags.artwork.bytes.byteLength > blockMaxBytes) return undefined
    const { bytes, mediaType } = tags.artwork
    const cid = await this.options.blocks.put(bytes, 'raw')
    this.uploads.noteBlock(upload.id, cid.toString())
    return { cid, size: bytes.byteLength, mediaType }
  }

  /** Takes away what an unfinished run has stored. */
  private async clear(id: WorkId): Promise<void> {
    for (const cid of this.uploads.blocksOf(id)) await this.options.blocks.delete(CID.parse(cid))
    this.uploads.forgetBlocks(id)
  }
}
