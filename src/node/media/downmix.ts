/** Channels ffmpeg's layouts have names for; what has more is no surround sound. */
export const maxChannels = 8

/**
 * More than two channels become two by the coefficients of ITU-R BS.775: front as it is, centre and the surrounds of the
 * same side at −3 dB, a back centre at −6 dB to both sides, the low-frequency effects left out. The gains of the channels
 * that are there are then scaled to a sum of one, so that nothing can clip. 5.1: L = 0.414 FL + 0.293 FC + 0.293 SL.
 */
export const downmix: readonly string[] = [
  // In the source's own 16 bits the mix would be rounded.
  'aformat=sample_fmts=flt',
  `pan=stereo|${mixed('L')}|${mixed('R')}`,
]

function mixed(side: 'L' | 'R'): string {
  const surrounds = [`S${side}`, `B${side}`, `F${side}C`].map((channel) => `0.7071*${channel}`)
  return `F${side}<F${side}+0.7071*FC+${surrounds.join('+')}+0.5*BC`
}
