/** One array of samples a channel. */
export type PcmBlock = readonly Float32Array[]

/** @returns `channels` arrays; a channel that a block lacks sounds as its first */
export function joinBlocks(blocks: readonly PcmBlock[], channels: number): Float32Array[] {
  const length = blocks.reduce((sum, [first]) => sum + (first?.length ?? 0), 0)
  return Array.from({ length: channels }, (_, channel) => {
    const joined = new Float32Array(length)
    let at = 0
    for (const block of blocks) {
      const samples = block[channel] ?? block[0] ?? new Float32Array()
      joined.set(samples, at)
      at += samples.length
    }
    return joined
  })
}
