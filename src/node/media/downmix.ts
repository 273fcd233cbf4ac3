import type { Speaker } from './speakers.ts'

/** What is heard of one channel on the left and on the right. */
export type Gains = readonly [left: number, right: number]

/** Channels that any of the formats has places for; what has more is no surround sound. */
export const maxChannels = 8

/** −3 dB and −6 dB. */
const [half, quarter] = [Math.SQRT1_2, 0.5]

/**
 * Two channels of many, by ITU-R BS.775 (annex 4): front as it is, the centre and the surrounds of the same side at −3 dB, a back
 * centre at −6 dB on both sides, the low-frequency effects left out. What it does not name is heard like its neighbour: beside the
 * centre like a surround, above like what is below it at −3 dB.
 */
export const downmixGains: Readonly<Record<Speaker, Gains>> = {
  FL: [1, 0],
  FR: [0, 1],
  FC: [half, half],
  LFE: [0, 0],
  BL: [half, 0],
  BR: [0, half],
  FLC: [half, 0],
  FRC: [0, half],
  BC: [quarter, quarter],
  SL: [half, 0],
  SR: [0, half],
  TC: [quarter, quarter],
  TFL: [half, 0],
  TFC: [quarter, quarter],
  TFR: [0, half],
  TBL: [quarter, 0],
  TBC: [quarter * half, quarter * half],
  TBR: [0, quarter],
}

/**
 * The gain of each channel on both sides, all scaled by one factor so that the louder side sums to one and nothing can clip. 5.1:
 * L = 0.414 FL + 0.293 FC + 0.293 SL.
 *
 * @param channels more than one, each another speaker
 */
export function scaledGains(channels: readonly Speaker[]): readonly Gains[] {
  const gains = channels.map((speaker) => downmixGains[speaker])
  const sumOf = (side: 0 | 1) => gains.reduce((total, gain) => total + gain[side], 0)
  const louder = Math.max(sumOf(0), sumOf(1))
  return gains.map(([left, right]) => [left / louder, right / louder])
}

/** Whether these are a left and a right channel, and nothing is mixed. */
export function isStereo(gains: readonly Gains[]): boolean {
  const [left, right, ...others] = gains
  return others.length === 0 && left?.[0] === 1 && left[1] === 0 && right?.[0] === 0 && right[1] === 1
}

/**
 * ffmpeg's filter that has it take channels for others, in their order. It mixes only what it has a name for, and has none for
 * many an arrangement.
 */
export function renameFilter(names: readonly Speaker[]): string {
  const map = names.map((name, channel) => `${channel}-${name}`).join('|')
  return `channelmap=map=${map}:channel_layout=${names.join('+')}`
}

/**
 * ffmpeg's filters that mix channels to two, whatever it takes them for.
 *
 * @param gains of each channel; see {@link scaledGains}
 */
export function mixFilters(gains: readonly Gains[]): readonly string[] {
  const mixed = (side: 0 | 1) => {
    const terms = gains.flatMap((gain, channel) => (gain[side] === 0 ? [] : [`${gain[side]}*c${channel}`]))
    return terms.length === 0 ? '0*c0' : terms.join('+')
  }
  // In the source's own 16 bits the mix would be rounded.
  return ['aformat=sample_fmts=flt', `pan=stereo|c0=${mixed(0)}|c1=${mixed(1)}`]
}
