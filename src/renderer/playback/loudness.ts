import type { Playable } from '../../shared/api/playback.ts'

/** LUFS: what every track is brought to. */
const targetLufs = -14
/** dBTP: no gain makes a track's peak higher than this. */
const ceilingDbtp = -1
/** dB: silence stays silence. */
const maxGainDb = 12

/** The factor that brings a track to -14 LUFS, or as near as its true peak allows. */
export function loudnessGain({ integrated, truePeak }: Playable['loudness']): number {
  const wanted = targetLufs - integrated
  const allowed = Math.max(0, ceilingDbtp - truePeak)
  return 10 ** (Math.min(wanted, wanted > 0 ? allowed : wanted, maxGainDb) / 20)
}
