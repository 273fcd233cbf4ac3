import { BuskerError, toErrorData } from '../../shared/errors.ts'
import type { WorkId } from '../../shared/ids.ts'
import { decode, encode } from '../../protocol/codec.ts'
import { manifestMaxBytes, signedReleaseManifest } from '../../protocol/manifest.ts'
import type { CreatorOptions } from './creator.ts'
import { makeRelease } from './makeRelease.ts'
import type { UploadRelease, UploadReleases } from './uploadReleases.ts'
import type { UploadStep } from './uploading.ts'
import type { Uploads } from './uploads.ts'

interface Parts extends CreatorOptions {
  readonly uploads: Uploads
  readonly releases: UploadReleases
}

/** Makes releases of uploaded tracks when all of them are announced. What is written down before each step makes repeating it harmless. */
export class ReleaseMaker {
  private readonly parts: Parts

  constructor(parts: Parts) {
    this.parts = parts
  }

  /** Whether it may still be made, and needs its tracks for that. */
  isAwaited(id: WorkId): boolean {
    const state = this.parts.releases.get(id)?.state
    return state !== undefined && state !== 'announced'
  }

  /** Makes a release whose tracks are all announced; one without any tracks is taken away. */
  async make(id: WorkId): Promise<void> {
    const { uploads, releases, announce } = this.parts
    const release = releases.get(id)
    if (release === undefined || release.state === 'announced' || release.state === 'cancelled') return
    const tracks = uploads.ofRelease(id)
    if (tracks.length === 0) return releases.remove(id)
    if (!tracks.every(({ state }) => state === 'announced')) return
    try {
      const bytes = release.manifest ?? encode(signedReleaseManifest, await this.sign(release))
      releases.update(id, { state: 'publishing', manifest: bytes, steps: this.begun(release, 'publishing') })
      this.parts.onChange(id)
      await announce({ releases: [decode(signedReleaseManifest, bytes, manifestMaxBytes)] })
      releases.update(id, {
        state: 'announced',
        steps: this.begun(release, 'publishing', 'announced'),
        manifest: null,
      })
      this.forget(id)
    } catch (error) {
      const { code, message } = toErrorData(error)
      releases.update(id, { state: 'failed', code, message })
      throw error
    } finally {
      this.parts.onChange(id)
    }
  }

  /** @throws BuskerError `UPLOAD_FINISHED` */
  cancel(id: WorkId): void {
    const { releases, onChange } = this.parts
    if (releases.get(id)?.state === 'announced') {
      throw new BuskerError('UPLOAD_FINISHED', 'This is announced already. Take it off sale instead.')
    }
    releases.update(id, { state: 'cancelled', code: null, message: null })
    onChange(id)
  }

  resume(id: WorkId): void {
    const { releases, onChange } = this.parts
    const state = releases.get(id)?.state
    if (state !== 'failed' && state !== 'cancelled') return
    releases.update(id, { state: 'waiting', code: null, message: null })
    onChange(id)
  }

  /** @throws BuskerError `UPLOAD_UNFINISHED` */
  dismiss(id: WorkId): void {
    const state = this.parts.releases.get(id)?.state
    if (state === 'waiting' || state === 'publishing') {
      throw new BuskerError('UPLOAD_UNFINISHED', 'This waits for its tracks. Cancel it first.')
    }
    this.forget(id)
    this.parts.releases.remove(id)
  }

  private sign(release: UploadRelease) {
    return makeRelease(this.parts, release, this.parts.uploads.ofRelease(release.id))
  }

  /** What was kept of its tracks for the release alone. */
  private forget(id: WorkId): void {
    const { uploads } = this.parts
    for (const track of uploads.ofRelease(id)) {
      if (track.dismissed === 1) uploads.remove(track.id)
      else if (track.state === 'announced') uploads.update(track.id, { manifest: null })
    }
  }

  private begun({ steps }: UploadRelease, ...names: readonly UploadStep[]): UploadRelease['steps'] {
    const kept = steps.filter(({ step }) => names.includes(step))
    const added = names.filter((name) => !kept.some(({ step }) => step === name))
    return [...kept, ...added.map((step) => ({ step, at: Date.now() }))]
  }
}
