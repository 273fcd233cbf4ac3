import type { Preview, ReleaseManifest, Rendition, TrackManifest } from '../../protocol/manifest.ts'
import type { Playable } from '../../shared/api/playback.ts'
import type { CidText } from '../../shared/ids.ts'

/**
 * The description of an owned track for a player.
 *
 * @param id names it in `track://` addresses
 * @param releases what it is on
 */
export function describeTrack(
  manifest: TrackManifest,
  id: string,
  releases: readonly ReleaseManifest[],
): Playable {
  return {
    ...describe(manifest),
    releases: releases.flatMap(({ capsule, loudness }) =>
      loudness === undefined ? [] : [{ label: capsule.label, loudness }],
    ),
    durationMs: manifest.durationMs,
    id,
    renditions: manifest.renditions.map((rendition) => ({
      name: rendition.name,
      mime: mimeOf(rendition),
      sampleRate: rendition.sampleRate,
      channels: rendition.channels,
      bitrate: rendition.bitrate,
      encoderDelay: rendition.encoderDelay,
      sampleCount: rendition.sampleCount,
      segments: rendition.segments.map(({ samples }) => samples),
    })),
  }
}

/** Of an older preview only its length is known: it is played as it is, and a sample of it is a millisecond. */
function wholePreview({ durationMs }: Preview): NonNullable<Preview['samples']> {
  return { sampleRate: 1000, encoderDelay: 0, sampleCount: durationMs }
}

/** The description of a track's preview; undefined where there is none. */
export function describePreview(manifest: TrackManifest): Playable | undefined {
  const { preview } = manifest
  if (preview === undefined) return undefined
  const samples = preview.samples ?? wholePreview(preview)
  return {
    ...describe(manifest),
    releases: [],
    durationMs: preview.durationMs,
    id: 'preview',
    renditions: [
      {
        name: 'preview',
        mime: mimeOf(preview),
        channels: 2,
        bitrate: Math.max(1, Math.round((preview.size * 8000) / preview.durationMs)),
        ...samples,
        segments: [samples.encoderDelay + samples.sampleCount],
      },
    ],
  }
}

function describe({ capsule, artist, credits, artwork, loudness, waveform }: TrackManifest) {
  return {
    label: capsule.label,
    artist,
    title: credits.title,
    artistName: credits.artistName,
    releaseTitle: credits.releaseTitle ?? null,
    artwork: (artwork?.cid.toString() ?? null) as CidText | null,
    loudness,
    waveform: Buffer.from(waveform).toString('base64'),
    ...(credits.lyrics !== undefined && { lyrics: credits.lyrics }),
  }
}

function mimeOf({ codec }: Pick<Rendition, 'codec'>): string {
  return `audio/mp4; codecs="${codec}"`
}
