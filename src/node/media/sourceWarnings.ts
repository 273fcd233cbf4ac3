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

/** Sentences for the artist on what is odd about the sound, and what it means for those who buy it. */
export function soundWarnings({
  stated,
  isMixed,
  isDamaged,
  sampleCount,
  levels,
  attenuation,
}: Findings): string[] {
  const { channels, sampleRate, speakers } = stated
  const milliseconds = Math.round((sampleCount / sampleRate) * 1000)
  const isSilent = levels.peak <= silentPeak
  const leftOut = (speakers ?? usualSpeakers(channels)).includes('LFE')
  return [
    ...(isMixed ? [mixWarning(channels, leftOut)] : []),
    ...(isDamaged
      ? [
          'Parts of this file are damaged and were left out: buyers hear a click or a gap there. Export it again.',
        ]
      : []),
    ...(attenuation > 0 ? [levelWarning(levels, attenuation)] : []),
    ...(isSilent ? ['This file is silent from beginning to end: buyers would hear nothing.'] : []),
    ...(milliseconds < shortSeconds * 1000
      ? [
          `This is ${milliseconds} ms long: buyers would hear little more than a click. Check that it is the right file.`,
        ]
      : []),
  ]
}

/** Broken tags do not make sound unsellable. */
export function tagWarning(reason: string): string {
  return `Its tags cannot be read (${reason}), so the fields are empty: fill them in, or buyers see the file's name.`
}

function mixWarning(channels: number, leftOut: boolean): string {
  const bass = leftOut ? ', without the low-frequency effects,' : ''
  return `Its ${channels} channels are mixed down to stereo${bass} and buyers hear the mix. Upload a stereo master for a mix of your own.`
}

function levelWarning({ peak, overs }: Levels, attenuation: number): string {
  const by = (level: number) => `${level.toFixed(1)} dB`
  const samples = overs === 1 ? 'one sample is' : `${overs.toLocaleString('en')} samples are`
  return `It reaches ${by(decibels(peak))} over full scale (${samples} above it) and is turned down by ${by(attenuation)}, so that buyers hear nothing clipped. Export it below 0 dBFS to set its level yourself.`
}
