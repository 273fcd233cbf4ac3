import PQueue from 'p-queue'
import { decode, encode } from '../../protocol/codec.ts'
import {
  comingMaxWorks,
  comingWork,
  type ComingWork,
  comingWorkOf,
  signedComingWork,
} from '../../protocol/comingWork.ts'
import {
  manifestMaxBytes,
  type Price,
  signedReleaseManifest,
  signedTrackManifest,
} from '../../protocol/manifest.ts'
import { sign } from '../../protocol/signed.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address, WorkId } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import type { ComingWorks } from '../catalogue/comingWorks.ts'
import type { Publisher } from '../catalogue/publish.ts'
import type { Announce } from './announce.ts'
import type { UploadRelease, UploadReleases } from './uploadReleases.ts'
import type { Upload, Uploads } from './uploads.ts'

export interface ComingUploadsOptions {
  readonly keys: Publisher
  readonly studio: {
    readonly uploads: Pick<Uploads, 'get' | 'coming' | 'update'>
    readonly releases: Pick<UploadReleases, 'get' | 'coming' | 'update'>
  }
  readonly coming: Pick<ComingWorks, 'bytesOf'>
  readonly announce: Announce
  readonly onChange: (id: WorkId) => void
  readonly onFailure: (error: unknown) => void
}

type Kind = ComingWork['kind']
interface Waiting {
  readonly kind: Kind
  readonly upload: Upload | UploadRelease
}

/**
 * Announces what is ready and waits for its time, where its artist wants that. What is to be announced is on disk before it is,
 * and what the catalogue says is made that after a start and after each change.
 */
export class ComingUploads implements Startable {
  readonly #options: ComingUploadsOptions
  readonly #queue = new PQueue({ concurrency: 1 })
  #isRunning = false

  constructor(options: ComingUploadsOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    this.#isRunning = true
    this.look()
  }

  async stop(): Promise<void> {
    this.#isRunning = false
    this.#queue.clear()
    await this.#queue.onIdle()
  }

  /**
   * Announces what waits for its time, or does not any more.
   *
   * @throws BuskerError `UPLOAD_UNKNOWN`, `UPLOAD_NOT_SCHEDULED`, `UPLOAD_TOO_MANY_COMING`
   */
  set(id: WorkId, isComing: boolean): void {
    const { studio, onChange } = this.#options
    const { uploads, releases } = studio
    const release = releases.get(id)
    const upload = release ?? uploads.get(id)
    if (upload === undefined) throw new BuskerError('UPLOAD_UNKNOWN', 'There is no such upload any more.')
    if (isComing) this.#assertCanBe(upload)
    if (release === undefined) uploads.update(id, { isComing })
    else releases.update(id, { isComing })
    onChange(id)
    this.look()
  }

  /** Makes the catalogue announce what is to be announced now. */
  look(): void {
    if (!this.#isRunning || this.#queue.size > 0) return
    this.#queue.add(() => this.#announce()).catch(this.#options.onFailure)
  }

  #assertCanBe(upload: Upload | UploadRelease): void {
    if (!isOpen(upload) || upload.publishAt === null)
      throw new BuskerError(
        'UPLOAD_NOT_SCHEDULED',
        'Only what goes on sale at a time to come can be announced. Nothing was announced.',
      )
    if (upload.isComing || this.#waiting().length < comingMaxWorks) return
    throw new BuskerError(
      'UPLOAD_TOO_MANY_COMING',
      `No more than ${comingMaxWorks} works are announced at a time. Nothing was announced.`,
    )
  }

  async #announce(): Promise<void> {
    const { keys, coming, announce } = this.#options
    const artist = keys.identity.body.account
    const before = coming.bytesOf(artist).map((bytes) => ({ bytes, body: comingWorkOf(bytes) }))
    const wanted = this.#waiting().flatMap(({ kind, upload }) => {
      const known = before.find(({ body }) => body.kind === kind && body.id === upload.id)
      // What failed on its way stays as it was announced.
      const body = toComingWork(artist, kind, upload) ?? known?.body
      return body === undefined ? [] : [{ body, known }]
    })
    const isSame =
      wanted.length === before.length && wanted.every(({ body, known }) => known && isEqual(body, known.body))
    if (isSame) return
    const records = wanted.map(async ({ body, known }) =>
      known !== undefined && isEqual(body, known.body)
        ? known.bytes
        : encode(signedComingWork, await sign('coming', comingWork, body, keys.account)),
    )
    await announce({ coming: await Promise.all(records) })
  }

  #waiting(): Waiting[] {
    const { uploads, releases } = this.#options.studio
    const all: Waiting[] = [
      ...releases.coming().map((upload) => ({ kind: 'release' as const, upload })),
      ...uploads.coming().map((upload) => ({ kind: 'track' as const, upload })),
    ]
    return all.slice(0, comingMaxWorks)
  }
}

function isOpen({ state }: Upload | UploadRelease): boolean {
  return state !== 'announced' && state !== 'cancelled'
}

function isEqual(one: ComingWork, other: ComingWork): boolean {
  return Buffer.compare(encode(comingWork, one), encode(comingWork, other)) === 0
}

/** Undefined until it is ready. */
function toComingWork(
  artist: Address,
  kind: Kind,
  { id, manifest, publishAt }: Upload | UploadRelease,
): ComingWork | undefined {
  if (manifest === null || publishAt === null) return undefined
  const { credits, artwork, price, tracks } =
    kind === 'release'
      ? decode(signedReleaseManifest, manifest, manifestMaxBytes).body
      : { ...decode(signedTrackManifest, manifest, manifestMaxBytes).body, tracks: [id] }
  return {
    v: 1,
    artist,
    kind,
    id,
    title: credits.title,
    artistName: credits.artistName,
    tracks: tracks.length,
    ...(artwork && { artwork }),
    price: withoutReduction(price),
    at: publishAt,
  }
}

function withoutReduction({ reduced: _reduced, ...price }: Price): ComingWork['price'] {
  return price
}
