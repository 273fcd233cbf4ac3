import type { SoundWarning } from '../../shared/soundWarnings.ts'
import type { FittedLevel } from './fitLevel.ts'
import type { StatedAudio } from './formats/audioFormat.ts'
import { decibels, type Levels } from './levels.ts'
import { usualSpeakers } from './speakers.ts'

/** What was found when a file was decoded to its end. */
export interface DecodedSource {
  /** Samples per channel. */
  readonly sampleCount: number
  readonly levels: Levels
  /** Parts of it could not be decoded and were left out. */
  readonly isDamaged: boolean
}

interface Findings extends DecodedSource, Pick<FittedLevel, 'attenuation'> {
  readonly stated: Pick<StatedAudio, 'channels' | 'sampleRate' | 'speakers'>
  readonly isMixed: boolean
}

/** Nothing above the last bit of sixteen. */
const silentPeak = 2 ** -15
/** Nothing shorter is a track; it may still be meant. */
const shortSeconds = 1

/** What is odd about the sound, for the artist to know before it is sold. */
export function soundWarnings({
  stated,
  isMixed,
  isDamaged,
  sampleCount,
  levels,
  attenuation,
}: Findings): SoundWarning[] {
  const { channels, sampleRate, speakers } = stated
  const milliseconds = Math.round((sampleCount / sampleRate) * 1000)
  const withoutLowFrequencies = (speakers ?? usualSpeakers(channels)).includes('LFE')
  const found: SoundWarning[] = []
  if (isMixed) found.push({ kind: 'mixedDown', channels, withoutLowFrequencies })
  if (isDamaged) found.push({ kind: 'damaged' })
  if (attenuation > 0) {
    found.push({ kind: 'overFullScale', peak: decibels(levels.peak), samples: levels.overs, attenuation })
  }
  if (levels.peak <= silentPeak) found.push({ kind: 'silent' })
  if (milliseconds < shortSeconds * 1000) found.push({ kind: 'short', milliseconds })
  return found
}
