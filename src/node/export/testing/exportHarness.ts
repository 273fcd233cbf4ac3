import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { findFfmpeg } from '../../../process/tools.ts'
import {
  type Credits,
  newWorkId,
  type ReleaseManifest,
  type TrackManifest,
} from '../../../protocol/manifest.ts'
import { type Label, toLabel } from '../../../shared/ids.ts'
import { synthesiseWav } from '../../../testAudio/synthesise.ts'
import { cleanArtwork } from '../../artwork/cleanArtwork.ts'
import { createPlaybackHarness, type PlaybackHarness } from '../../playback/testing/playbackHarness.ts'
import { type ExportRequest, FileExporter } from '../fileExporter.ts'

/** Two tracks that one owns, really encoded and sealed, and who writes them as files. */
export class ExportHarness {
  readonly playback: PlaybackHarness
  readonly ffmpeg: string
  /** 1.3 s, and 0.7 s, of 44,100 samples a second, in two channels. */
  readonly rain: TrackManifest
  readonly sun: TrackManifest
  #editions = 1

  private constructor(
    playback: PlaybackHarness,
    ffmpeg: string,
    { rain, sun }: { rain: TrackManifest; sun: TrackManifest },
  ) {
    this.playback = playback
    this.ffmpeg = ffmpeg
    this.rain = rain
    this.sun = sun
  }

  static async create(): Promise<ExportHarness> {
    const playback = await createPlaybackHarness()
    const publish = async (title: string, seconds: number, seed: number) => {
      const file = join(playback.folder, `${title}.wav`)
      await synthesiseWav(file, { seconds, seed })
      return playback.publish(file, title)
    }
    const tracks = { rain: await publish('Rain', 1.3, 1), sun: await publish('Sun', 0.7, 2) }
    return new ExportHarness(playback, await findFfmpeg(), tracks)
  }

  /** The file that a track was published from. */
  sourceOf(name: 'Rain' | 'Sun'): string {
    return join(this.playback.folder, `${name}.wav`)
  }

  exporter(changes: { ffmpeg?: string } = {}): FileExporter {
    const { playback, artwork, catalogue, store, access, blocks } = this.playback
    return new FileExporter({
      playback,
      artwork,
      catalogue,
      store,
      artworkCleaner: {
        clean: async (picture, bounds) =>
          cleanArtwork('bytes' in picture ? picture.bytes : new Uint8Array(), bounds),
      },
      ffmpeg: this.ffmpeg,
      bonus: { access, blocks, likelyPeers: () => [] },
      bought: () => undefined,
      ...changes,
    })
  }

  /** The same sound as another edition, with other words about it. */
  variant(
    track: TrackManifest,
    credits: Partial<Credits>,
    change: Partial<TrackManifest> = {},
  ): TrackManifest {
    const { access } = this.playback
    const key = access.contentKey(track.id, 1)
    if (key === undefined) throw new Error('The harness owns its tracks.')
    const made = this.unowned(track, credits, change)
    access.keep(track.id, made.edition, key)
    return made
  }

  /** As {@link variant}, without its key. */
  unowned(
    track: TrackManifest,
    credits: Partial<Credits>,
    change: Partial<TrackManifest> = {},
  ): TrackManifest {
    const edition = (this.#editions += 1)
    const capsule = { ...track.capsule, label: toLabel('track', track.id, edition) }
    const made = { ...track, edition, capsule, credits: { ...track.credits, ...credits }, ...change }
    this.playback.addManifest(made)
    return made
  }

  /** A release by Ada that is called Weather, where nothing else is said. */
  release(
    tracks: readonly TrackManifest[],
    credits: Partial<Credits> = {},
    more: Pick<ReleaseManifest, 'artwork' | 'bonus'> = {},
    id = newWorkId(this.rain.artist),
  ): Label {
    const { artist, price, capsule } = this.rain
    const label = toLabel('release', id, 1)
    this.playback.addRelease({
      v: 1,
      id,
      edition: 1,
      artist,
      credits: { title: 'Weather', artistName: 'Ada', ...credits },
      price,
      capsule: { ...capsule, label },
      createdAt: 1,
      ...more,
      tracks: tracks.map((track) => ({
        id: track.id,
        edition: track.edition,
        commitment: track.commitment,
        manifest: this.#manifestLink(track),
      })),
    })
    return label
  }

  #manifestLink({ capsule }: TrackManifest): ReleaseManifest['tracks'][number]['manifest'] {
    const cid = this.playback.catalogue.edition(capsule.label)?.manifest
    return { toString: () => cid } as never
  }
}

/** A folder of a person's own. */
export class ChosenFolder {
  readonly path: string

  private constructor(path: string) {
    this.path = path
  }

  static async create(): Promise<ChosenFolder> {
    const outer = await mkdtemp(join(tmpdir(), 'busker-export-'))
    const path = join(outer, 'Music')
    await mkdir(path)
    return new ChosenFolder(path)
  }

  /** FLAC into this folder, where nothing else is said. */
  request(labels: readonly Label[], changes: Partial<ExportRequest> = {}): ExportRequest {
    const signal = new AbortController().signal
    return { labels, format: 'flac', folder: this.path, signal, report: () => undefined, ...changes }
  }

  /** Every file below it, or below another folder, sorted. */
  async files(root = this.path): Promise<string[]> {
    const found = await readdir(root, { recursive: true, withFileTypes: true })
    return found
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)))
      .toSorted()
  }

  /** Everything beside it and in it. */
  remove(): Promise<void> {
    return rm(join(this.path, '..'), { recursive: true, force: true })
  }
}
