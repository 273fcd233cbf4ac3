import PQueue from 'p-queue'
import { BuskerError, isBuskerError, toErrorData } from '../../shared/errors.ts'
import type { Address, CidText, WorkId } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import type { PublishStep } from '../../shared/publishSteps.ts'
import { decode } from '../../protocol/codec.ts'
import { manifestMaxBytes, signedTrackManifest, type SignedTrackManifest } from '../../protocol/manifest.ts'
import { dateUpload } from './dateManifests.ts'
import { ReleaseMaker } from './releaseMaker.ts'
import type { StudioOptions } from './studioOptions.ts'
import { findSameRelease } from './findSameRelease.ts'
import { EditionMaker, notATrack } from './editionMaker.ts'
import { newEditionUpload, newRelease, newUpload, type TrackInput, type UploadInput } from './newUpload.ts'
import { alreadyAnnounced, Schedule } from './schedule.ts'
import { TrackLoudness } from './trackLoudness.ts'
import { type Upload, Uploads } from './uploads.ts'
import { UploadSealer } from './uploadSealer.ts'
import { UploadSteps } from './uploadSteps.ts'
import { assertWithinLimits } from './uploadLimits.ts'
import { UploadReleases } from './uploadReleases.ts'
import type { SoundWarning } from '../../shared/soundWarnings.ts'

export interface PublishOptions {
  readonly signal: AbortSignal
  readonly onStep: (step: PublishStep, fraction: number) => void
  /** Hears what is odd about the file and does not stop it from being sold. */
  readonly onWarning?: (warning: SoundWarning) => void
}

interface Job {
  readonly controller: AbortController
  readonly done: Promise<SignedTrackManifest>
}

const ignoreSteps = { onStep: () => undefined }

/** Makes tracks and releases of files: probed, encoded, sealed, stored, signed, announced. One at a time. */
export class Studio implements Startable {
  readonly uploads: Uploads
  readonly releases: UploadReleases
  readonly #options: StudioOptions
  readonly #queue = new PQueue({ concurrency: 1 })
  readonly #jobs = new Map<WorkId, Job>()
  readonly #steps: UploadSteps
  readonly #sealer: UploadSealer
  readonly #releaseMaker: ReleaseMaker
  readonly #editionMaker: EditionMaker
  readonly #replaced = new Map<WorkId, readonly CidText[]>()
  readonly #announcing = new Map<WorkId, Promise<void>>()
  readonly #schedule: Schedule
  #stopping = new AbortController()

  constructor(options: StudioOptions) {
    this.#options = options
    this.uploads = new Uploads(options.store)
    this.releases = new UploadReleases(options.store)
    const trackLoudness = new TrackLoudness(options.store)
    this.#steps = new UploadSteps(this.uploads, options.onChange)
    this.#sealer = new UploadSealer({ ...options, uploads: this.uploads, trackLoudness })
    this.#editionMaker = new EditionMaker({ ...options, trackLoudness })
    const { uploads, releases } = this
    const schedule = (this.#schedule = new Schedule(options.clock, (id) => this.#wake(id)))
    this.#releaseMaker = new ReleaseMaker({ ...options, uploads, releases, schedule })
  }

  /** Resumes what a crash interrupted: an encoding starts over, a finished one is only announced. */
  async start(): Promise<void> {
    if (this.#stopping.signal.aborted) this.#stopping = new AbortController()
    this.#schedule.start()
    for (const upload of this.uploads.unfinished()) this.#goOn(upload)
    for (const { id } of this.releases.list()) this.#makeRelease(id)
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#schedule.stop()
    await this.#queue.onIdle()
  }

  /** How far the step is that an upload is in, 0 to 1. */
  fraction(id: WorkId): number {
    return this.#steps.fraction(id)
  }

  /**
   * Publishes one file as a new track.
   *
   * @throws BuskerError `MEDIA_*` when the file is no audio that can be sold, or the job was cancelled: nothing is left
   *   behind then
   */
  async publish(input: TrackInput, options: PublishOptions): Promise<SignedTrackManifest> {
    this.#schedule.assertAhead(input.publishAt ?? null)
    const upload = newUpload(this.#self(), input, 1, null)
    this.uploads.insert(upload)
    try {
      return await this.#enqueue(upload.id, options)
    } catch (error) {
      const { state, manifest } = this.uploads.get(upload.id) ?? upload
      if (manifest === null && (state === 'failed' || state === 'cancelled')) this.uploads.remove(upload.id)
      throw error
    }
  }

  /**
   * Queues files to be published one after the other; those of a release go on sale together with it. They are on disk when
   * this returns. The same release of the same files that is not announced yet is gone on with, not begun again.
   *
   * @throws BuskerError `UPLOAD_TOO_MANY_TRACKS`, `UPLOAD_CATALOGUE_FULL`, `UPLOAD_SCHEDULE`
   */
  add(input: UploadInput): { readonly uploads: WorkId[]; readonly release: WorkId | null } {
    const open = findSameRelease(this.#self(), input, this)
    if (open !== undefined) {
      const { publishAt = null, isComing = false } = input.release ?? {}
      this.releases.update(open, { publishAt, isComing })
      this.resume(open)
      return { uploads: this.uploads.ofRelease(open).map(({ id }) => id), release: open }
    }
    const { tracks, release } = input
    for (const { publishAt = null } of [...tracks, ...(release ? [release] : [])])
      this.#schedule.assertAhead(publishAt)
    assertWithinLimits(input, this.#options.countWorks() + this.uploads.countOpen())
    const added = release === undefined ? null : newRelease(this.#self(), release)
    const uploads = tracks.map((track, index) => newUpload(this.#self(), track, index + 1, added))
    this.#options.store
      .transaction(() => {
        if (added !== null) this.releases.insert(added)
        for (const upload of uploads) this.uploads.insert(upload)
      })
      .immediate()
    for (const { id } of uploads) this.#enqueueInBackground(id)
    return { uploads: uploads.map(({ id }) => id), release: added?.id ?? null }
  }

  /**
   * Queues another sound for a track on sale, to take its place as a new edition. It is on disk when this resolves.
   *
   * @throws BuskerError `CATALOGUE_UNKNOWN`, `PLAYBACK_NOT_A_TRACK`, `UPLOAD_UNFINISHED`
   */
  async replaceSound(id: WorkId, file: string): Promise<void> {
    const { ownWorks, store } = this.#options
    const work = ownWorks.require(id)
    if (work.kind !== 'track') throw notATrack()
    const before = this.uploads.get(id)
    if (before !== undefined && !this.#hasEnded(before)) {
      throw new BuskerError('UPLOAD_UNFINISHED', 'This is still being uploaded. Cancel it first.')
    }
    await this.#sealer.discard(id)
    const upload = newEditionUpload(work, ownWorks.nextEdition('track', id), file)
    store
      .transaction(() => {
        this.uploads.remove(id)
        this.uploads.insert(upload)
      })
      .immediate()
    this.#replaced.delete(id)
    // The run that failed may not have ended altogether.
    this.#jobs.delete(id)
    this.#enqueueInBackground(id)
    this.#options.onChange(id)
  }

  /**
   * Another time to go on sale, for what waits for its time or is not ready yet.
   *
   * @param publishAt ms since epoch by the chain's time; null: as soon as it is ready
   * @throws BuskerError `UPLOAD_UNKNOWN`, `UPLOAD_FINISHED`, `UPLOAD_SCHEDULE`
   */
  async reschedule(id: WorkId, publishAt: number | null): Promise<void> {
    this.#schedule.assertAhead(publishAt)
    await this.#announcing.get(id)
    const release = this.releases.get(id)
    const { state } = release ?? this.#require(id)
    if (state === 'announced' || (release !== undefined && state === 'publishing')) throw alreadyAnnounced()
    if (release === undefined) this.uploads.update(id, { publishAt })
    else this.releases.update(id, { publishAt })
    this.#wake(id)
    this.#options.onChange(id)
  }

  /** The manifests that a new edition took the place of since the start: announced again, they undo it. */
  replacedBy(id: WorkId): readonly CidText[] {
    return this.#replaced.get(id) ?? []
  }

  /**
   * Takes back everything an unfinished upload has stored; of a release, with all its tracks.
   *
   * @throws BuskerError `UPLOAD_UNKNOWN`, `UPLOAD_FINISHED`
   */
  async cancel(id: WorkId): Promise<void> {
    if (this.releases.get(id) === undefined) return this.#cancelTrack(id)
    await this.#announcing.get(id)
    this.#releaseMaker.cancel(id)
    for (const track of this.uploads.ofRelease(id))
      if (track.state !== 'announced') await this.#cancelTrack(track.id)
  }

  /**
   * Tries a failed or cancelled upload again, or of a release all that failed; a finished step is not repeated.
   *
   * @throws BuskerError `UPLOAD_UNKNOWN`
   */
  resume(id: WorkId): void {
    if (this.releases.get(id) === undefined) {
      const { release } = this.#require(id)
      if (release !== null) this.#releaseMaker.resume(release)
      return this.#resumeTrack(id)
    }
    this.#releaseMaker.resume(id)
    for (const track of this.uploads.ofRelease(id)) this.#resumeTrack(track.id)
    this.#makeRelease(id)
  }

  /**
   * Takes a finished, failed or cancelled upload off the list, of a release with all its tracks. A release that waits for a
   * track is published without it.
   *
   * @throws BuskerError `UPLOAD_UNKNOWN`, `UPLOAD_UNFINISHED`
   */
  async dismiss(id: WorkId): Promise<void> {
    if (this.releases.get(id) !== undefined) return this.#dismissRelease(id)
    const { state, release } = this.#require(id)
    if (state === 'announced') {
      if (release !== null && this.#releaseMaker.isPending(release)) this.uploads.update(id, { dismissed: 1 })
      else this.uploads.remove(id)
      return
    }
    if (state !== 'failed' && state !== 'cancelled') {
      throw new BuskerError('UPLOAD_UNFINISHED', 'This is still being uploaded. Cancel it first.')
    }
    await this.#removeTrack(id)
    if (release !== null) this.#makeRelease(release)
  }

  /** Looks again whether its time has come. */
  #wake(id: WorkId): void {
    if (this.releases.get(id) !== undefined) return this.#makeRelease(id)
    const upload = this.uploads.get(id)
    if (upload !== undefined && upload.state === 'publishing') this.#goOn(upload)
  }

  async #cancelTrack(id: WorkId): Promise<void> {
    const { release, state } = this.#require(id)
    if (release !== null) await this.#announcing.get(release)
    const job = this.#jobs.get(id)
    this.#schedule.forget(id)
    job?.controller.abort()
    // A queued upload ends only when its turn comes, which may take long; a running one is awaited, and its row has the result.
    if (state === 'waiting') this.#jobs.delete(id)
    else await job?.done.catch(() => undefined)
    if (this.#require(id).state === 'announced') {
      throw alreadyAnnounced()
    }
    await this.#sealer.discard(id)
    this.uploads.update(id, { state: 'cancelled', manifest: null, code: null, message: null })
    if (release !== null) this.#releaseMaker.forgetManifest(release)
    this.#options.onChange(id)
  }

  #resumeTrack(id: WorkId): void {
    const upload = this.#require(id)
    if (upload.state !== 'failed' && upload.state !== 'cancelled') return
    // The run that failed may not have ended altogether.
    this.#jobs.delete(id)
    this.#goOn(upload)
    this.#options.onChange(id)
  }

  /** Encodes and seals what is not yet; of what is, only announcing is left. */
  #goOn({ id, state, manifest, release }: Upload): void {
    if (state === 'failed' || state === 'cancelled') {
      const next = manifest === null ? 'waiting' : 'publishing'
      this.uploads.update(id, { state: next, code: null, message: null })
    }
    if (manifest !== null && release !== null && this.#releaseMaker.isPending(release))
      this.#makeRelease(release)
    else this.#enqueueInBackground(id)
  }

  async #dismissRelease(id: WorkId): Promise<void> {
    this.#releaseMaker.assertEnded(id)
    for (const track of this.uploads.ofRelease(id)) await this.#removeTrack(track.id)
    this.releases.remove(id)
  }

  async #removeTrack(id: WorkId): Promise<void> {
    const { release } = this.#require(id)
    await this.#sealer.discard(id)
    this.uploads.remove(id)
    if (release !== null) this.#releaseMaker.forgetManifest(release)
  }

  #enqueueInBackground(id: WorkId): void {
    this.#enqueue(id, { ...ignoreSteps, signal: new AbortController().signal }).catch((error: unknown) => {
      // What can be expected is in its row.
      if (!isBuskerError(error)) this.#options.onFailure(error)
    })
  }

  #enqueue(id: WorkId, { signal, ...listeners }: PublishOptions): Promise<SignedTrackManifest> {
    const running = this.#jobs.get(id)
    if (running !== undefined) return running.done
    const controller = new AbortController()
    const either = AbortSignal.any([signal, controller.signal, this.#stopping.signal])
    const isCurrent = () => this.#jobs.get(id)?.controller === controller
    const done = this.#queue
      .add(() => this.#run(id, { ...listeners, signal: either }, isCurrent))
      .finally(() => {
        if (isCurrent()) this.#jobs.delete(id)
        this.#steps.forget(id)
      })
    this.#jobs.set(id, { controller, done })
    return done
  }

  /** @param isCurrent false once it was cancelled before its turn came */
  async #run(
    id: WorkId,
    { signal, onStep, onWarning = () => undefined }: PublishOptions,
    isCurrent: () => boolean,
  ): Promise<SignedTrackManifest> {
    const steps = this.#steps.recorder(id, onStep)
    try {
      if (signal.aborted) throw new BuskerError('MEDIA_CANCELLED', 'Stopped before it began.')
      const upload = this.#require(id)
      const bytes = upload.manifest ?? (await this.#sealer.seal(upload, { signal, onStep: steps, onWarning }))
      const manifest = decode(signedTrackManifest, bytes, manifestMaxBytes)
      if (upload.release !== null && this.#releaseMaker.isPending(upload.release)) {
        this.uploads.update(id, { state: 'publishing' })
        this.#options.onChange(id)
        this.#makeRelease(upload.release)
        return manifest
      }
      if (!this.#schedule.isDue(upload)) {
        this.#options.onChange(id)
        return manifest
      }
      steps('publishing', 0)
      if (upload.edition === 1)
        await this.#options.announce({ tracks: [await dateUpload(upload, manifest, this.#options)] })
      else this.#replaced.set(id, await this.#editionMaker.announce(manifest.body))
      this.uploads.forgetBlocks(id)
      this.uploads.update(id, { state: 'announced', manifest: null })
      steps('announced', 1)
      return manifest
    } catch (error) {
      if (!this.#stopping.signal.aborted && isCurrent()) await this.#recordFailure(id, signal.aborted, error)
      throw error
    }
  }

  /** An upload that has its manifest keeps it and its blocks: only announcing it is left. */
  async #recordFailure(id: WorkId, cancelled: boolean, error: unknown): Promise<void> {
    const upload = this.uploads.get(id)
    if (upload === undefined) return
    if (upload.manifest === null) await this.#sealer.discard(id)
    const { code, message } = toErrorData(error)
    const why = cancelled ? { code: null, message: null } : { code, message }
    this.uploads.update(id, { state: cancelled ? 'cancelled' : 'failed', ...why })
    this.#options.onChange(id)
  }

  #makeRelease(id: WorkId): void {
    const make = async () => {
      if (this.#stopping.signal.aborted) return
      const made = this.#releaseMaker.make(id)
      this.#announcing.set(
        id,
        made.catch(() => undefined),
      )
      await made.finally(() => this.#announcing.delete(id))
    }
    // Before the queued tracks: a release needs no encoding.
    this.#queue.add(make, { priority: 1 }).catch((error: unknown) => {
      if (!isBuskerError(error)) this.#options.onFailure(error)
    })
  }

  #hasEnded({ state, release }: Upload): boolean {
    if (release !== null && this.#releaseMaker.isPending(release)) return false
    return state === 'announced' || state === 'failed' || state === 'cancelled'
  }

  #require(id: WorkId): Upload {
    const upload = this.uploads.get(id)
    if (upload !== undefined) return upload
    throw new BuskerError('UPLOAD_UNKNOWN', 'There is no such upload any more.')
  }

  #self(): Address {
    return this.#options.keys.identity.body.account
  }
}
