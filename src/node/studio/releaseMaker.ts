import { BuskerError, toErrorData } from '../../shared/errors.ts'
import type { WorkId } from '../../shared/ids.ts'
import type { PublishStep } from '../../shared/publishSteps.ts'
import { decode, encode } from '../../protocol/codec.ts'
import { manifestMaxBytes, signedReleaseManifest, signedTrackManifest } from '../../protocol/manifest.ts'
import { makeRelease } from './makeRelease.ts'
import { dateRelease } from './dateManifests.ts'
import { alreadyAnnounced, type Schedule } from './schedule.ts'
import type { StudioOptions } from './studioOptions.ts'
import type { UploadBase } from './uploadBase.ts'
import type { UploadRelease, UploadReleases } from './uploadReleases.ts'
import type { Upload, Uploads } from './uploads.ts'

interface ReleaseMakerOptions extends StudioOptions {
  readonly uploads: Uploads
  readonly releases: UploadReleases
  readonly schedule: Pick<Schedule, 'isDue' | 'forget'>
}

/**
 * Makes releases of uploaded tracks when all of them are sealed, and puts both on sale at once. What is written down before
 * each step makes repeating it harmless.
 */
export class ReleaseMaker {
  readonly #options: ReleaseMakerOptions

  constructor(options: ReleaseMakerOptions) {
    this.#options = options
  }

  /** True until it is announced: its tracks wait for it. */
  isPending(id: WorkId): boolean {
    const state = this.#options.releases.get(id)?.state
    return state !== undefined && state !== 'announced'
  }

  /** Announces a release and its tracks when all of them are sealed and its time has come; one without any tracks is taken away. */
  async make(id: WorkId): Promise<void> {
    const { uploads, releases } = this.#options
    const release = releases.get(id)
    if (release === undefined || release.state === 'announced' || release.state === 'cancelled') return
    const tracks = uploads.ofRelease(id)
    if (tracks.length === 0) {
      releases.remove(id)
      this.#options.onChange(id)
      return
    }
    if (!tracks.every(isSealed)) return
    try {
      const bytes = release.manifest ?? (await this.#makeManifest(release, tracks))
      // What is being announced may have been heard of already.
      if (release.state !== 'publishing' && !this.#options.schedule.isDue(release)) return
      const ready = await this.#makeReady(release, bytes, tracks)
      this.#enter('publishing', release, ready.tracks, ready.bytes)
      await this.#announce(ready.bytes, ready.tracks)
      this.#enter('announced', release, ready.tracks, null)
      this.#dropKeptTracks(id)
    } catch (error) {
      const { code, message } = toErrorData(error)
      releases.update(id, { state: 'failed', manifest: null, code, message })
      throw error
    } finally {
      for (const { id: changed } of [release, ...tracks]) this.#options.onChange(changed)
    }
  }

  /** Takes it back, with the tracks that wait for it. @throws BuskerError `UPLOAD_FINISHED` */
  cancel(id: WorkId): void {
    const { store, uploads, releases } = this.#options
    if (releases.get(id)?.state === 'announced') {
      throw alreadyAnnounced()
    }
    this.#options.schedule.forget(id)
    const cancelled = { state: 'cancelled', manifest: null, code: null, message: null } as const
    store
      .transaction(() => {
        releases.update(id, cancelled)
        for (const track of uploads.ofRelease(id))
          if (track.state !== 'announced') uploads.update(track.id, cancelled)
      })
      .immediate()
    this.#options.onChange(id)
  }

  resume(id: WorkId): void {
    const { releases, onChange } = this.#options
    const state = releases.get(id)?.state
    if (state !== 'failed' && state !== 'cancelled') return
    releases.update(id, { state: 'waiting', code: null, message: null })
    onChange(id)
  }

  /** Its tracks have changed since its manifest was made. */
  forgetManifest(id: WorkId): void {
    if (this.isPending(id)) this.#options.releases.update(id, { manifest: null })
  }

  /** @throws BuskerError `UPLOAD_UNFINISHED` */
  assertEnded(id: WorkId): void {
    const state = this.#options.releases.get(id)?.state
    if (state === 'waiting' || state === 'publishing') {
      throw new BuskerError('UPLOAD_UNFINISHED', 'This waits for its tracks. Cancel it first.')
    }
  }

  /** With the key of its files, which nothing else brings back. */
  async #makeManifest(release: UploadRelease, tracks: readonly Upload[]): Promise<Uint8Array> {
    const { store, uploads, releases, access } = this.#options
    const [first] = tracks
    const onBlock = (cid: string) => {
      if (first !== undefined) uploads.recordBlock(first.id, cid)
    }
    const made = await makeRelease(this.#options, release, tracks, onBlock)
    const bytes = encode(signedReleaseManifest, made.manifest)
    store
      .transaction(() => {
        releases.update(release.id, { manifest: bytes })
        if (made.bonusKey !== undefined) access.keep(release.id, made.manifest.body.edition, made.bonusKey)
      })
      .immediate()
    return bytes
  }

  /** What waited for its time is dated as new as that. */
  async #makeReady(release: UploadRelease, bytes: Uint8Array, tracks: readonly Upload[]) {
    if (release.state === 'publishing' || release.publishAt === null) return { bytes, tracks }
    const { keys, blocks, clock } = this.#options
    const dated = await dateRelease(bytes, tracks, { account: keys.account, blocks }, clock.now())
    const manifests = new Map(dated.tracks.map(({ id, manifest }) => [id, manifest]))
    return {
      bytes: dated.release,
      tracks: tracks.map((track) => ({ ...track, manifest: manifests.get(track.id) ?? track.manifest })),
    }
  }

  async #announce(bytes: Uint8Array, tracks: readonly Upload[]): Promise<void> {
    await this.#options.announce({
      tracks: tracks.flatMap(({ state, manifest }) =>
        state === 'announced' || manifest === null
          ? []
          : [decode(signedTrackManifest, manifest, manifestMaxBytes)],
      ),
      releases: [decode(signedReleaseManifest, bytes, manifestMaxBytes)],
    })
  }

  /** The release and its tracks, all at once. */
  #enter(
    state: 'publishing' | 'announced',
    release: UploadRelease,
    tracks: readonly Upload[],
    manifest: Uint8Array | null,
  ): void {
    const { store, uploads, releases, onChange } = this.#options
    const steps = state === 'announced' ? (['publishing', state] as const) : [state]
    store
      .transaction(() => {
        releases.update(release.id, { state, manifest, steps: withSteps(release, steps) })
        for (const { id, ...track } of tracks) {
          if (track.state === 'announced') continue
          uploads.update(id, { state, manifest: track.manifest, steps: withSteps(track, steps) })
          if (state === 'announced') uploads.forgetBlocks(id)
        }
      })
      .immediate()
    if (state === 'publishing') onChange(release.id)
  }

  /** Drops what was kept of its tracks for this release only. */
  #dropKeptTracks(id: WorkId): void {
    const { uploads } = this.#options
    for (const track of uploads.ofRelease(id)) {
      if (track.dismissed === 1) uploads.remove(track.id)
      else if (track.state === 'announced') uploads.update(track.id, { manifest: null })
    }
  }
}

function isSealed({ state, manifest }: Upload): boolean {
  return manifest !== null && (state === 'publishing' || state === 'announced')
}

function withSteps({ steps }: Pick<UploadBase, 'steps'>, names: readonly PublishStep[]): UploadBase['steps'] {
  const added = names.filter((name) => !steps.some(({ step }) => step === name))
  return [...steps, ...added.map((step) => ({ step, at: Date.now() }))]
}
