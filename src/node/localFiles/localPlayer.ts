import PQueue from 'p-queue'
import type { Playable } from '../../shared/api/playback.ts'
import type { WorkView } from '../../shared/api/node.ts'
import type { Label } from '../../shared/ids.ts'
import { FileSegments } from '../media/fileSegments.ts'
import { type FileSound, fileSoundOf } from '../media/fileSound.ts'
import { measureSound } from '../media/measureSound.ts'
import { probe } from '../media/probe.ts'
import { readAudioHeader } from '../media/readAudioHeader.ts'
import type { LocalFiles } from './localFiles.ts'
import type { LocalFile, LocalFileStore, MeasuredFile } from './localFileStore.ts'
import { openLocalFile } from './openLocalFile.ts'

export interface LocalPlayerOptions {
  readonly localFiles: Pick<LocalFiles, 'placeOf'>
  readonly files: Pick<
    LocalFileStore,
    'sampleCount' | 'setSampleCount' | 'lyrics' | 'measured' | 'setMeasured'
  >
  /** Path of the binary. */
  readonly ffmpeg: string
  readonly onFailure: (error: unknown) => void
}

/** A file that is open, until it is closed. */
export interface OpenFile {
  /** @param id names it in `track://` addresses */
  describe(id: string): Playable
  /** Errors: as {@link FileSegments.read} */
  read(rendition: string, index: number): Promise<Uint8Array>
  close(): void
}

/** As loud as what is played is made: played as it is until it was measured. */
const unmeasured: MeasuredFile = { integrated: -14, truePeak: 0, waveform: '' }
/** A guess, for whoever shows it: FLAC of CD quality. */
const bitrate = 900_000

/** Opens local files for the player, as segments of the same form as those of tracks. */
export class LocalPlayer {
  readonly #options: LocalPlayerOptions
  /** One at a time, behind what is heard. */
  readonly #measuring = new PQueue({ concurrency: 1 })
  readonly #abort = new AbortController()

  constructor(options: LocalPlayerOptions) {
    this.#options = options
  }

  /**
   * @throws BuskerError `LOCAL_FILE_GONE`, `MEDIA_NOT_AUDIO`, `MEDIA_UNSUPPORTED`, `MEDIA_DAMAGED`, `MEDIA_EMPTY`,
   *   `MEDIA_TRUNCATED`, `MEDIA_UNREADABLE`, `MEDIA_FFMPEG_MISSING`
   */
  async open(label: Label): Promise<OpenFile> {
    const { localFiles, files, ffmpeg } = this.#options
    const { root, file, work } = localFiles.placeOf(label)
    const sound = await this.#soundOf(root, file)
    const segments = new FileSegments(sound, { ffmpeg })
    const measured = files.measured(file.id)
    if (measured === undefined) this.#measure(file, sound)
    return {
      describe: (id) =>
        describe({ work, sound, segments: segments.samples, measured, lyrics: files.lyrics(file.id) }, id),
      read: (_rendition, index) => segments.read(index),
      close: () => segments.close(),
    }
  }

  async stop(): Promise<void> {
    this.#abort.abort()
    await this.#measuring.onIdle()
  }

  async #soundOf(root: string, { id, path }: LocalFile): Promise<FileSound> {
    const { files, ffmpeg } = this.#options
    await using opened = await openLocalFile(root, path)
    const header = await readAudioHeader(opened)
    const known = header.stated.sampleCount ?? files.sampleCount(id)
    if (known !== null) return fileSoundOf(header, known)
    // Nothing says how long it is: it is decoded once, to count.
    const { sampleCount } = await probe(opened.path, { ffmpeg, signal: this.#abort.signal })
    files.setSampleCount(id, sampleCount)
    return fileSoundOf(header, sampleCount)
  }

  #measure({ id }: LocalFile, sound: FileSound): void {
    const { files, ffmpeg, onFailure } = this.#options
    const { signal } = this.#abort
    this.#measuring
      .add(async () => {
        if (signal.aborted || files.measured(id) !== undefined) return
        const { loudness, waveform } = await measureSound(sound, { ffmpeg, signal })
        if (!signal.aborted)
          files.setMeasured(id, { ...loudness, waveform: Buffer.from(waveform).toString('base64') })
      })
      .catch((error: unknown) => {
        if (!signal.aborted) onFailure(error)
      })
  }
}

interface DescribedFile {
  readonly work: WorkView
  readonly sound: FileSound
  /** Samples of each segment. */
  readonly segments: readonly number[]
  readonly measured: MeasuredFile | undefined
  readonly lyrics: string | null
}

function describe(file: DescribedFile, id: string): Playable {
  const { work, sound, segments, measured = unmeasured, lyrics } = file
  const { label, artist, title, artistName, releaseTitle, artwork } = work
  const { sampleRate, channels, sampleCount } = sound
  const { integrated, truePeak, waveform } = measured
  return {
    label,
    artist,
    title,
    artistName,
    releaseTitle,
    artwork,
    durationMs: Math.round((sampleCount / sampleRate) * 1000),
    loudness: { integrated, truePeak },
    releases: [],
    waveform,
    ...(lyrics !== null && { lyrics }),
    id,
    renditions: [
      {
        name: 'flac',
        mime: 'audio/mp4; codecs="flac"',
        sampleRate,
        channels,
        bitrate,
        encoderDelay: 0,
        sampleCount,
        segments: [...segments],
      },
    ],
  }
}
