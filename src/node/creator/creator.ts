import { resolve } from 'node:path'
import { CID } from 'multiformats/cid'
import PQueue from 'p-queue'
import { BuskerError, isBuskerError, toErrorData } from '../../shared/errors.ts'
import type { WorkEdits } from '../../shared/api/studio.ts'
import type { WorkId } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import type { Startable } from '../../shared/startable.ts'
import { decode, encode } from '../../protocol/codec.ts'
import {
  manifestMaxBytes,
  newWorkId,
  signedTrackManifest,
  type SignedTrackManifest,
} from '../../protocol/manifest.ts'
import type { Access } from '../access/access.ts'
import type { Change } from '../catalogue/publish.ts'
import type { Store } from '../store/openStore.ts'
import { makeTrack, type TrackMaking } from './makeTrack.ts'
import { ReleaseMaker } from './releaseMaker.ts'
import { newUploading, type UploadStep } from './uploading.ts'
import { type Upload, Uploads } from './uploads.ts'
import { type UploadRelease, UploadReleases } from './uploadReleases.ts'

/** Puts a change into the artist's catalogue and tells the network; repeating it does no harm. */
export type Announce = (change: Pick<Change, 'tracks' | 'releases'>) => Promise<void>

export interface CreatorOptions extends TrackMaking {
  readonly store: Store
  readonly access: Access
  readonly announce: Announce
  /** An upload, or a release among them, has come further. */
  readonly onChange: (id: WorkId) => void
  readonly onFailure: (error: unknown) => void
}

export interface PublishWish {
  readonly file: string
  readonly price: Amount
  readonly edits: WorkEdits
}

export interface UploadWish {
  readonly tracks: readonly PublishWish[]
  /** Sold together as well. */
  readonly release?: { readonly price: Amount; readonly edits: WorkEdits } | undefined
}

export interface PublishOptions {
  readonly signal: AbortSignal
  readonly onStep: (step: UploadStep, fraction: number) => void
}

interface Job {
  readonly controller: AbortController
  readonly done: Promise<SignedTrackManifest>
}

const quiet = { onStep: () => undefined }

/** Makes tracks and releases of files: probed, encoded, sealed, stored, signed, announced. One at a time. */
export class Creator implements Startable {
  readonly uploads: Uploads
  readonly releases: UploadReleases
  private readonly options: CreatorOptions
  private readonly queue = new PQueue({ concurrency: 1 })
  private readonly jobs = new Map<WorkId, Job>()
  private readonly fractions = new Map<WorkId, number>()
  private readonly releaseMaker: ReleaseMaker
  private stopping = new AbortController()

  constructor(options: CreatorOptions) {
    this.options = options
    this.uploads = new Uploads(options.store)
    this.releases = new UploadReleases(options.store)
    this.releaseMaker = new ReleaseMaker({ ...options, uploads: this.uploads, releases: this.releases })
  }

  /** Takes up what a crash interrupted: an encoding starts anew, a finished one is only announced. */
  async start(): Promise<void> {
    if (this.stopping.signal.aborted) this.stopping = new AbortController()
    for (const { id } of this.uploads.unfinished()) this.background(id)
    for (const { id } of this.releases.list()) this.makeRelease(id)
  }

  async stop(): Promise<void> {
    this.stopping.abort()
    await this.queue.onIdle()
  }

  /** How far the step is that an upload is in, 0 to 1. */
  fraction(id: WorkId): number {
    return this.fractions.get(id) ?? 0
  }

  /**
   * Publishes one file as a new track.
   *
   * @throws BuskerError `MEDIA_*` when the file is no audio that can be sold, or the job was cancelled: nothing is left
   *   behind then
   */
  async publish(wish: PublishWish, options: PublishOptions): Promise<SignedTrackManifest> {
    const upload = this.newUpload(wish, 1, null)
    this.uploads.insert(upload)
    try {
      return await this.enqueue(upload.id, options)
    } catch (error) {
      const { state, manifest } = this.uploads.get(upload.id) ?? upload
      if (manifest === null && (state === 'failed' || state === 'cancelled')) this.uploads.remove(upload.id)
      throw error
    }
  }

  /** Takes files in, to be published one after the other. Written down when it returns. */
  add({ tracks, release }: UploadWish): { readonly uploads: WorkId[]; readonly release: WorkId | null } {
    const made = release === undefined ? null : this.newRelease(release)
    const uploads = tracks.map((track, index) => this.newUpload(track, index + 1, made))
    this.options.store
      .transaction(() => {
        if (made !== null) this.releases.insert(made)
        for (const upload of uploads) this.uploads.insert(upload)
      })
      .immediate()
    for (const { id } of uploads) this.background(id)
    return { uploads: uploads.map(({ id }) => id), release: made?.id ?? null }
  }

  /**
   * Takes back everything an unfinished upload has stored. A release that is cancelled leaves its tracks alone.
   *
   * @throws BuskerError `UPLOAD_UNKNOWN`, `UPLOAD_FINISHED`
   */
  async cancel(id: WorkId): Promise<void> {
    if (this.releases.get(id) !== undefined) return this.releaseMaker.cancel(id)
    const job = this.jobs.get(id)
    job?.controller.abort()
    // What has not begun ends when its turn comes, which may be long; what has is waited for, and its end is in its row.
    if (this.known(id).state === 'waiting') this.jobs.delete(id)
    else await job?.done.catch(() => undefined)
    if (this.known(id).state === 'announced') {
      throw new BuskerError('UPLOAD_FINISHED', 'This is announced already. Take it off sale instead.')
    }
    await this.clear(id)
    this.uploads.update(id, { state: 'cancelled', manifest: null, code: null, message: null })
    this.options.onChange(id)
  }

  /** Tries a failed or cancelled upload again; a finished step is not repeated. @throws BuskerError `UPLOAD_UNKNOWN` */
  resume(id: WorkId): void {
    if (this.releases.get(id) !== undefined) {
      this.releaseMaker.resume(id)
      this.makeRelease(id)
      return
    }
    const { state, manifest } = this.known(id)
    if (state !== 'failed' && state !== 'cancelled') return
    const next = manifest === null ? 'waiting' : 'publishing'
    this.uploads.update(id, { state: next, code: null, message: null })
    // The run that failed may not have ended altogether.
    this.jobs.delete(id)
    this.options.onChange(id)
    this.background(id)
  }

  /**
   * Takes a finished, failed or cancelled upload off the list. A release that waits for a track is made without it.
   *
   * @throws BuskerError `UPLOAD_UNKNOWN`, `UPLOAD_UNFINISHED`
   */
  async dismiss(id: WorkId): Promise<void> {
    if (this.releases.get(id) !== undefined) return this.releaseMaker.dismiss(id)
    const { state, release } = this.known(id)
    if (state === 'announced') {
      if (release !== null && this.releaseMaker.isAwaited(release)) this.uploads.update(id, { dismissed: 1 })
      else this.uploads.remove(id)
      return
    }
    if (state !== 'failed' && state !== 'cancelled') {
      throw new BuskerError('UPLOAD_UNFINISHED', 'This is still being uploaded. Cancel it first.')
    }
    await this.clear(id)
    this.uploads.remove(id)
    if (release !== null) this.makeRelease(release)
  }

  private background(id: WorkId): void {
    this.enqueue(id, { ...quiet, signal: new AbortController().signal }).catch((error: unknown) => {
      // What can be expected is in its row.
      if (!isBuskerError(error)) this.options.onFailure(error)
    })
  }

  private enqueue(id: WorkId, { signal, onStep }: PublishOptions): Promise<SignedTrackManifest> {
    const running = this.jobs.get(id)
    if (running !== undefined) return running.done
    const controller = new AbortController()
    const either = AbortSignal.any([signal, controller.signal, this.stopping.signal])
    const isCurrent = () => this.jobs.get(id)?.controller === controller
    const done = this.queue
      .add(() => this.run(id, { signal: either, onStep }, isCurrent))
      .finally(() => {
        if (isCurrent()) this.jobs.delete(id)
        this.fractions.delete(id)
      })
    this.jobs.set(id, { controller, done })
    return done
  }

  /** @param isCurrent false once it was cancelled before its turn came */
  private async run(
    id: WorkId,
    { signal, onStep }: PublishOptions,
    isCurrent: () => boolean,
  ): Promise<SignedTrackManifest> {
    const steps = this.stepsOf(id, onStep)
    try {
      if (signal.aborted) throw new BuskerError('MEDIA_CANCELLED', 'Stopped before it began.')
      const upload = this.known(id)
      const bytes = upload.manifest ?? (await this.make(upload, signal, steps))
      steps('publishing', 0)
      const manifest = decode(signedTrackManifest, bytes, manifestMaxBytes)
      await this.options.announce({ tracks: [manifest] })
      this.uploads.forgetBlocks(id)
      // The catalogue has it; a release that waits needs it here.
      this.uploads.update(id, { state: 'announced', ...(upload.release === null && { manifest: null }) })
      steps('announced', 1)
      if (upload.release !== null) this.makeRelease(upload.release)
      return manifest
    } catch (error) {
      if (!this.stopping.signal.aborted && isCurrent()) await this.fail(id, signal.aborted, error)
      throw error
    }
  }

  private async make(upload: Upload, signal: AbortSignal, onStep: PublishOptions['onStep']) {
    const { store, access } = this.options
    const { id, edition } = upload
    await this.clear(id)
    this.uploads.update(id, { state: 'encoding', steps: [] })
    const onBlock = (cid: string) => this.uploads.noteBlock(id, cid)
    const { manifest, contentKey } = await makeTrack(this.options, upload, { signal, onBlock, onStep })
    const bytes = encode(signedTrackManifest, manifest)
    store
      .transaction(() => {
        this.uploads.update(id, { state: 'publishing', manifest: bytes })
        access.keep(id, edition, contentKey)
      })
      .immediate()
    return bytes
  }

  /** What has a manifest keeps it, and what it stored: only the announcing is left to do. */
  private async fail(id: WorkId, cancelled: boolean, error: unknown): Promise<void> {
    const upload = this.uploads.get(id)
    if (upload === undefined) return
    if (upload.manifest === null) await this.clear(id)
    const { code, message } = toErrorData(error)
    const why = cancelled ? { code: null, message: null } : { code, message }
    this.uploads.update(id, { state: cancelled ? 'cancelled' : 'failed', ...why })
    this.options.onChange(id)
  }

  /** Writes down when each step begins, and tells of every hundredth. */
  private stepsOf(id: WorkId, onStep: PublishOptions['onStep']): PublishOptions['onStep'] {
    let told = ''
    return (step, fraction) => {
      onStep(step, fraction)
      this.fractions.set(id, fraction)
      const now = `${step} ${Math.floor(fraction * 100)}`
      if (now === told) return
      told = now
      const begun = this.uploads.get(id)?.steps ?? []
      if (begun.at(-1)?.step !== step)
        this.uploads.update(id, { steps: [...begun, { step, at: Date.now() }] })
      this.options.onChange(id)
    }
  }

  private makeRelease(id: WorkId): void {
    // Ahead of the tracks that wait: what is finished need not.
    this.queue
      .add(async () => this.stopping.signal.aborted || this.releaseMaker.make(id), { priority: 1 })
      .catch((error: unknown) => {
        if (!isBuskerError(error)) this.options.onFailure(error)
      })
  }

  /** Takes away what an unfinished run has stored. */
  private async clear(id: WorkId): Promise<void> {
    for (const cid of this.uploads.blocksOf(id)) await this.options.blocks.delete(CID.parse(cid))
    this.uploads.forgetBlocks(id)
  }

  private known(id: WorkId): Upload {
    const upload = this.uploads.get(id)
    if (upload !== undefined) return upload
    throw new BuskerError('UPLOAD_UNKNOWN', 'There is no such upload any more.')
  }

  private newUpload(
    { file, price, edits }: PublishWish,
    position: number,
    release: UploadRelease | null,
  ): Upload {
    const id = newWorkId(this.options.keys.identity.body.account)
    const all = release === null ? edits : withReleaseEdits(edits, release.edits)
    return {
      ...newUploading({ id, edits: all, price }),
      state: 'waiting',
      edition: 1,
      file: resolve(file),
      release: release?.id ?? null,
      position,
      dismissed: 0,
    }
  }

  private newRelease({ price, edits }: Pick<PublishWish, 'price' | 'edits'>): UploadRelease {
    const id = newWorkId(this.options.keys.identity.body.account)
    return { ...newUploading({ id, edits, price }), state: 'waiting' }
  }
}

/** A track says which release it is on, and has its picture unless it has one of its own. */
function withReleaseEdits(edits: WorkEdits, release: WorkEdits): WorkEdits {
  const releaseTitle = edits.releaseTitle ?? release.title
  const artwork = edits.artwork ?? release.artwork
  return {
    ...edits,
    ...(releaseTitle !== undefined && { releaseTitle }),
    ...(artwork !== undefined && { artwork }),
  }
}
