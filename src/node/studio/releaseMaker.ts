import { BuskerError, toErrorData } from '../../shared/errors.ts'
import type { WorkId } from '../../shared/ids.ts'
import type { PublishStep } from '../../shared/publishSteps.ts'
import { decode, encode } from '../../protocol/codec.ts'
import { manifestMaxBytes, signedReleaseManifest } from '../../protocol/manifest.ts'
import type { StudioOptions } from './studioOptions.ts'
import { makeRelease } from './makeRelease.ts'
import type { UploadRelease, UploadReleases } from './uploadReleases.ts'
import type { Uploads } from './uploads.ts'

interface ReleaseMakerOptions extends StudioOptions {
  readonly uploads: Uploads
  readonly releases: UploadReleases
}

/** Makes releases of uploaded tracks when all of them are announced. What is written down before each step makes repeating it harmless. */
export class ReleaseMaker {
  readonly #options: ReleaseMakerOptions

  constructor(options: ReleaseMakerOptions) {
    this.#options = options
  }

  /** True until it is announced: it still needs its tracks. */
  isPending(id: WorkId): boolean {
    const state = this.#options.releases.get(id)?.state
    return state !== undefined && state !== 'announced'
  }

  /** Makes a release whose tracks are all announced; one without any tracks is taken away. */
  async make(id: WorkId): Promise<void> {
    const { uploads, releases, announce } = this.#options
    const release = releases.get(id)
    if (release === undefined || release.state === 'announced' || release.state === 'cancelled') return
    const tracks = uploads.ofRelease(id)
    if (tracks.length === 0) return releases.remove(id)
    if (!tracks.every(({ state }) => state === 'announced')) return
    try {
      const bytes = release.manifest ?? encode(signedReleaseManifest, await this.#makeManifest(release))
      releases.update(id, {
        state: 'publishing',
        manifest: bytes,
        steps: this.#stepsUpTo(release, 'publishing'),
      })
      this.#options.onChange(id)
      await announce({ releases: [decode(signedReleaseManifest, bytes, manifestMaxBytes)] })
      releases.update(id, {
        state: 'announced',
        steps: this.#stepsUpTo(release, 'publishing', 'announced'),
        manifest: null,
      })
      this.#dropKeptTracks(id)
    } catch (error) {
      const { code, message } = toErrorData(error)
      releases.update(id, { state: 'failed', code, message })
      throw error
    } finally {
      this.#options.onChange(id)
    }
  }

  /** @throws BuskerError `UPLOAD_FINISHED` */
  cancel(id: WorkId): void {
    const { releases, onChange } = this.#options
    if (releases.get(id)?.state === 'announced') {
      throw new BuskerError('UPLOAD_FINISHED', 'This is announced already. Take it off sale instead.')
    }
    releases.update(id, { state: 'cancelled', code: null, message: null })
    onChange(id)
  }

  resume(id: WorkId): void {
    const { releases, onChange } = this.#options
    const state = releases.get(id)?.state
    if (state !== 'failed' && state !== 'cancelled') return
    releases.update(id, { state: 'waiting', code: null, message: null })
    onChange(id)
  }

  /** @throws BuskerError `UPLOAD_UNFINISHED` */
  dismiss(id: WorkId): void {
    const state = this.#options.releases.get(id)?.state
    if (state === 'waiting' || state === 'publishing') {
      throw new BuskerError('UPLOAD_UNFINISHED', 'This waits for its tracks. Cancel it first.')
    }
    this.#dropKeptTracks(id)
    this.#options.releases.remove(id)
  }

  #makeManifest(release: UploadRelease) {
    return makeRelease(this.#options, release, this.#options.uploads.ofRelease(release.id))
  }

  /** Drops what was kept of its tracks for this release only. */
  #dropKeptTracks(id: WorkId): void {
    const { uploads } = this.#options
    for (const track of uploads.ofRelease(id)) {
      if (track.dismissed === 1) uploads.remove(track.id)
      else if (track.state === 'announced') uploads.update(track.id, { manifest: null })
    }
  }

  #stepsUpTo({ steps }: UploadRelease, ...names: readonly PublishStep[]): UploadRelease['steps'] {
    const kept = steps.filter(({ step }) => names.includes(step))
    const added = names.filter((name) => !kept.some(({ step }) => step === name))
    return [...kept, ...added.map((step) => ({ step, at: Date.now() }))]
  }
}
