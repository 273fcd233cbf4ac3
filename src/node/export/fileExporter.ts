import { chmod, mkdir, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import PQueue from 'p-queue'
import type { Rendition, TrackManifest } from '../../protocol/manifest.ts'
import type { ExportedBonus, ExportedFile, ExportProgress, ExportResult } from '../../shared/api/export.ts'
import { bonusExtensions } from '../../shared/bonusFiles.ts'
import { knownDate } from '../../shared/releaseDate.ts'
import { BuskerError, toErrorData } from '../../shared/errors.ts'
import { exportExtensions, type ExportFormat } from '../../shared/exportFormats.ts'
import type { Label } from '../../shared/ids.ts'
import type { ArtworkCleaner } from '../artwork/artworkCleaner.ts'
import type { FileTags } from '../media/files/fileTags.ts'
import { flacBitDepth } from '../media/files/flacBitDepth.ts'
import { writeSoundFile } from '../media/files/writeSoundFile.ts'
import type { ArtworkReader } from '../playback/artworkReader.ts'
import { bestRendition } from '../playback/bestRendition.ts'
import type { OpenTrack } from '../playback/openTrack.ts'
import type { Store } from '../store/openStore.ts'
import { CoverPictures } from './coverPictures.ts'
import { downloadedFiles } from './downloadedFiles.ts'
import { exportError, isOfOneTrack, writtenFiles } from './exportErrors.ts'
import { placeFile } from './placeFile.ts'
import {
  type ExportFailure,
  planBonusFile,
  planExport,
  type PlanExportParts,
  type PlannedBonus,
  type PlannedTrack,
} from './planExport.ts'
import { WorkFolders } from './workFolders.ts'

export interface FileExporterOptions extends PlanExportParts {
  readonly artwork: Pick<ArtworkReader, 'read'>
  readonly artworkCleaner: Pick<ArtworkCleaner, 'clean'>
  readonly store: Store
  /** Path of the binary. */
  readonly ffmpeg: string
}

export interface ExportRequest {
  readonly labels: readonly Label[]
  readonly format: ExportFormat
  readonly folder: string
  readonly signal: AbortSignal
  readonly report: (progress: ExportProgress) => void
}

export interface BonusRequest {
  /** Of the release. */
  readonly label: Label
  /** Which of its files, from 0. */
  readonly index: number
  readonly folder: string
  readonly signal: AbortSignal
}

/** One export, while it runs. */
interface Job extends ExportRequest {
  /** Of unfinished files. */
  readonly workFolder: string
  readonly covers: CoverPictures
  /** Folders that have their picture, or need none. */
  readonly pictured: Set<string>
}

/** Writes what one owns as files, one track at a time, whoever asks. */
export class FileExporter {
  readonly #options: FileExporterOptions
  readonly #workFolders: WorkFolders
  readonly #queue = new PQueue({ concurrency: 1 })
  readonly #stop = new AbortController()
  readonly #jobs = new Set<Promise<unknown>>()

  constructor(options: FileExporterOptions) {
    this.#options = options
    this.#workFolders = new WorkFolders(options.store)
  }

  /**
   * Which tracks lie as files where {@link export} into this folder puts them.
   *
   * @returns their paths within the folder, with `/`
   */
  downloadedIn(
    folder: string,
    labels: readonly Label[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<Label, string>> {
    return downloadedFiles(this.#options, labels, folder, AbortSignal.any([signal, this.#stop.signal]))
  }

  /** Removes what a crash left of earlier exports. */
  start(): Promise<void> {
    return this.#track(this.#workFolders.removeLeft())
  }

  /** Ends exports as if they were cancelled. */
  async stop(): Promise<void> {
    this.#stop.abort()
    await Promise.allSettled(this.#jobs)
  }

  /**
   * Writes tracks, and the tracks of releases, into a folder.
   *
   * @throws BuskerError `EXPORT_CANCELLED`, `EXPORT_DISK_FULL`, `EXPORT_FOLDER_GONE`, `EXPORT_UNWRITABLE`, `MEDIA_ENCODE_FAILED`,
   *   `MEDIA_FFMPEG_MISSING`: files that were finished are there; or why none of the tracks could be written
   */
  export(request: ExportRequest): Promise<ExportResult> {
    const signal = AbortSignal.any([request.signal, this.#stop.signal])
    return this.#track(this.#run({ ...request, folder: resolve(request.folder), signal }))
  }

  /**
   * Writes one file that goes with a release into a folder.
   *
   * @throws BuskerError `BONUS_UNKNOWN`, `BONUS_FORGED`, `CATALOGUE_UNKNOWN`, `IPFS_BLOCK_NOT_FOUND`; as {@link export}
   */
  exportBonus({ label, index, ...request }: BonusRequest): Promise<ExportedBonus> {
    const signal = AbortSignal.any([request.signal, this.#stop.signal])
    const folder = resolve(request.folder)
    const write = async (workFolder: string) => {
      const planned = await planBonusFile(this.#options, label, index)
      return this.#queue.add(() => this.#writeBonus({ signal, folder, workFolder }, planned))
    }
    return this.#track(this.#inWorkFolder({ signal, folder }, [], write))
  }

  /** Stopping waits for it. */
  #track<T>(job: Promise<T>): Promise<T> {
    this.#jobs.add(job)
    return job.finally(() => this.#jobs.delete(job))
  }

  async #run(request: ExportRequest): Promise<ExportResult> {
    const files: ExportedFile[] = []
    return this.#inWorkFolder(request, files, async (workFolder) => {
      const covers = new CoverPictures(this.#options.artwork, this.#options.artworkCleaner)
      const job = { ...request, workFolder, covers, pictured: new Set<string>() }
      const { failures, bonus } = await this.#writeAll(job, files)
      const [failure] = failures
      if (files.length + bonus.length === 0 && failure !== undefined)
        throw new BuskerError(failure.code, failure.message)
      return { folder: request.folder, files, bonus, failures }
    })
  }

  /** @param files what is whole so far, for the error */
  async #inWorkFolder<T>(
    { folder, signal }: Pick<ExportRequest, 'folder' | 'signal'>,
    files: readonly ExportedFile[],
    write: (workFolder: string) => Promise<T>,
  ): Promise<T> {
    try {
      await this.#workFolders.removeLeft()
      await mkdir(folder, { recursive: true })
      const workFolder = await this.#workFolders.make(folder)
      try {
        return await write(workFolder)
      } finally {
        await this.#workFolders.remove(workFolder)
      }
    } catch (error) {
      if (signal.aborted) throw cancelled(files.length)
      if (isOfOneTrack(error)) throw error
      throw await exportError(error, folder, files.length)
    }
  }

  async #writeAll(job: Job, files: ExportedFile[]) {
    const plan = await planExport(this.#options, job.labels, job.signal)
    const { tracks } = plan
    const failures: ExportFailure[] = [...plan.failures]
    const total = tracks.length + plan.bonus.length
    for (const [done, track] of tracks.entries()) {
      const report = (fraction: number) => job.report({ done, total, title: track.credits.title, fraction })
      report(0)
      try {
        files.push(await this.#queue.add(() => this.#write(job, track, report)))
      } catch (error) {
        job.signal.throwIfAborted()
        if (!isOfOneTrack(error)) throw error
        failures.push({ label: track.label, title: track.credits.title, ...toErrorData(error) })
      }
    }
    const bonus: ExportedBonus[] = []
    for (const [done, planned] of plan.bonus.entries()) {
      const { name: title } = planned.file
      job.report({ done: tracks.length + done, total, title, fraction: 0 })
      try {
        bonus.push(await this.#queue.add(() => this.#writeBonus(job, planned)))
      } catch (error) {
        job.signal.throwIfAborted()
        if (!isOfOneTrack(error)) throw error
        failures.push({ label: planned.release, title, ...toErrorData(error) })
      }
    }
    return { failures, bonus }
  }

  /** As it is: nothing of it is opened, unpacked or run, and its ending says what Busker found it to be. */
  async #writeBonus(
    job: Pick<Job, 'signal' | 'folder' | 'workFolder'>,
    planned: PlannedBonus,
  ): Promise<ExportedBonus> {
    const { signal, workFolder, folder } = job
    const path = join(workFolder, 'bonus')
    try {
      await writeFile(path, planned.read(signal), { signal })
      const placed = await this.#place(job, path, planned, bonusExtensions[planned.file.kind])
      return { label: planned.release, file: placed.path, isNew: placed.isNew }
    } catch (error) {
      // So that a folder that is gone is not taken for a file that is.
      await stat(folder)
      throw error
    }
  }

  async #write(job: Job, planned: PlannedTrack, report: (fraction: number) => void): Promise<ExportedFile> {
    const { format, signal, workFolder, folder } = job
    const { ffmpeg, playback } = this.#options
    signal.throwIfAborted()
    const track = await playback.open(planned.label)
    try {
      const rendition = renditionFor(track.manifest, format)
      const cover = await job.covers.read(planned.artwork ?? planned.release?.artwork, signal)
      const path = join(workFolder, 'track')
      const bitDepth = await bitDepthOf(track, rendition, signal)
      const segments = () =>
        countItems(track.readAll(rendition, signal), (count) => report(count / rendition.segments.length))
      const tags = tagsOf(planned, cover)
      await writeSoundFile({ path, format, tags }, { rendition, bitDepth, segments }, { ffmpeg, signal })
      const placed = await this.#place(job, path, planned, exportExtensions[format])
      await this.#placePicture(job, planned, cover)
      const { sampleCount, sampleRate, channels } = rendition
      return {
        label: planned.label,
        title: planned.credits.title,
        file: placed.path,
        isNew: placed.isNew,
        madeFrom: rendition.codec === 'flac' ? 'lossless' : 'aac',
        hasCover: cover !== null && format !== 'wav',
        samples: sampleCount,
        sampleRate,
        channels,
      }
    } catch (error) {
      // So that a folder that is gone is not taken for a track that is.
      await stat(folder)
      throw error
    } finally {
      track.close()
    }
  }

  async #place(
    job: Pick<Job, 'folder'>,
    finished: string,
    { folders, name }: Pick<PlannedTrack, 'folders' | 'name'>,
    extension: string,
  ) {
    const modes = await modesIn(job.folder)
    await chmod(finished, modes.file)
    return placeFile(finished, await makeFolders(job.folder, folders, modes.folder), name, extension)
  }

  /** A release's folder has its picture; one of the person's own stays. */
  async #placePicture(job: Job, planned: PlannedTrack, cover: Uint8Array | null): Promise<void> {
    const where = planned.folders.join('/')
    if (planned.release === undefined || job.pictured.has(where)) return
    const { artwork } = planned.release
    const picture = artwork === undefined ? cover : await job.covers.read(artwork, job.signal)
    if (picture === null) return
    job.pictured.add(where)
    const folder = join(job.folder, ...planned.folders)
    const { file } = await modesIn(job.folder)
    const isThere = await stat(join(folder, 'cover.jpg')).then(
      () => true,
      () => false,
    )
    if (isThere) return
    const finished = join(job.workFolder, 'cover')
    await writeFile(finished, picture)
    await chmod(finished, file)
    await placeFile(finished, folder, 'cover', 'jpg')
  }
}

/** `m4a` is AAC as it was encoded; for all else the rendition nearest to the artist's file is best. */
function renditionFor(manifest: TrackManifest, format: ExportFormat): Rendition {
  const aac = manifest.renditions
    .filter(({ codec }) => codec === 'mp4a.40.2')
    .toSorted((one, other) => other.bitrate - one.bitrate)
  return (format === 'm4a' ? aac[0] : undefined) ?? bestRendition(manifest)
}

async function bitDepthOf(
  track: OpenTrack,
  { codec, name }: Rendition,
  signal: AbortSignal,
): Promise<16 | 24> {
  if (codec !== 'flac') return 16
  return flacBitDepth(await track.read(name, 0, signal)) > 16 ? 24 : 16
}

function tagsOf({ credits, release, track }: PlannedTrack, cover: Uint8Array | null): FileTags {
  return {
    title: credits.title,
    artist: credits.artistName,
    album: release?.title,
    albumArtist: release?.artistName,
    track,
    date: knownDate(credits) ?? release?.date,
    genre: credits.genre,
    composer: credits.composer,
    isrc: credits.isrc,
    recordLabel: credits.recordLabel,
    licence: credits.licence,
    copyright: credits.copyright,
    lyrics: credits.lyrics,
    cover,
  }
}

/** Who may read the folder may read what comes into it; the process itself makes files for its user alone. */
async function modesIn(folder: string): Promise<{ folder: number; file: number }> {
  const { mode } = await stat(folder)
  return { folder: mode & 0o755, file: mode & 0o644 }
}

async function makeFolders(root: string, names: readonly string[], mode: number): Promise<string> {
  let path = root
  for (const name of names) {
    path = join(path, name)
    try {
      await mkdir(path)
      await chmod(path, mode)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
  return path
}

function cancelled(done: number): BuskerError {
  return new BuskerError('EXPORT_CANCELLED', `Stopped before all of it was written. ${writtenFiles(done)}`)
}

async function* countItems<T>(items: AsyncIterable<T>, onItem: (count: number) => void): AsyncGenerator<T> {
  let count = 0
  for await (const item of items) {
    yield item
    onItem(++count)
  }
}
