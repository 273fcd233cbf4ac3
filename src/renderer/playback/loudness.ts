import type { Playable } from '../../shared/api/playback.ts'

/** LUFS: what every track is brought to. */
const target = -14
/** dBTP: no gain makes a track's peak higher than this. */
const ceiling = -1
/** dB: silence stays silence. */
const most = 12

/** The factor that brings a track to -14 LUFS, or as near as its true peak allows. */
export function loudnessGain({ integrated, truePeak }: Playable['loudness']): number {
  const wanted = target - integrated
  const allowed = Math.max(0, ceiling - truePeak)
  return 10 ** (Math.min(wanted, wanted > 0 ? allowed : wanted, most) / 20)
}
