/** How samples are stored, interleaved and little-endian: signed 16 or 24-bit integers or 32-bit floats. */
export type PcmEncoding = 's16' | 's24' | 'f32'

export const bytesPerSample: Record<PcmEncoding, number> = { s16: 2, s24: 3, f32: 4 }
