import type { WorkDetail } from '../../../shared/api/catalogue.ts'

type Rendition = WorkDetail['renditions'][number]

/** What people call the codecs of a manifest. */
const names: Readonly<Record<string, string>> = { 'mp4a.40.2': 'AAC', flac: 'FLAC' }

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })

/** `FLAC`. */
export const codecName = ({ codec }: Pick<Rendition, 'codec'>): string => names[codec] ?? codec

/** `44.1 kHz, stereo`. */
export const describeSound = ({ sampleRate, channels }: Rendition): string =>
  `${number.format(sampleRate / 1000)} kHz, ${channels === 1 ? 'mono' : 'stereo'}`

/** `920 k`: bits a second. */
export const describeRate = ({ bitrate }: Rendition): string => `${number.format(bitrate / 1000)} k`

/** `28.9 MB`. */
export const describeSize = (bytes: number): string => `${number.format(bytes / 1e6)} MB`

/** `FLAC, 920 kbit/s`: enough to tell the formats of one track from each other. */
export const describeFormat = (rendition: Rendition): string =>
  `${codecName(rendition)}, ${describeRate(rendition)}bit/s`
