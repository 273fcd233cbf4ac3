import type { StatedAudio } from './audioFormat.ts'

/** With what its counts become should spectral band replication turn up in the sound, whose headers may not know of it. */
export function withHeAac(stated: StatedAudio): StatedAudio {
  const { sampleRate, delay = 0, sampleCount } = stated
  const doubled = sampleCount === null ? null : sampleCount * 2
  return { ...stated, heAac: { sampleRate: sampleRate * 2, delay: delay * 2, sampleCount: doubled } }
}

/**
 * What a file states, told what its sound decodes to: HE-AAC at twice the rate of its core, and of one channel two where it
 * has parametric stereo.
 *
 * @returns undefined where that does not explain the difference
 */
export function toldByDecoding(
  stated: StatedAudio,
  found: Pick<StatedAudio, 'sampleRate' | 'channels'>,
): StatedAudio | undefined {
  const { heAac, ...core } = stated
  if (heAac === undefined) return undefined
  const isStereo = stated.channels === 1 && found.channels === 2
  if (found.channels !== stated.channels && !isStereo) return undefined
  const parametric = isStereo ? { speakers: undefined, channels: 2 } : {}
  const facts = { ...core, ...parametric, displayName: 'HE-AAC' }
  if (found.sampleRate === stated.sampleRate) return facts
  return found.sampleRate === heAac.sampleRate ? { ...facts, ...heAac } : undefined
}
