import type { WorkDetail } from '../../../shared/api/catalogue.ts'
import { perLocale } from '../../../shared/i18n/perLocale.ts'
import { t } from '../../../shared/i18n/t.ts'

type Rendition = WorkDetail['renditions'][number]

/** What people call the codecs of a manifest. */
const names: Readonly<Record<string, string>> = { 'mp4a.40.2': 'AAC', flac: 'FLAC' }

const number = perLocale((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }))

/** `FLAC`. */
export const codecName = ({ codec }: Pick<Rendition, 'codec'>): string => names[codec] ?? codec

/** `44.1 kHz, stereo`. */
export const describeSound = ({ sampleRate, channels }: Rendition): string =>
  channels === 1
    ? t('work.kilohertzMono', { rate: number().format(sampleRate / 1000) })
    : t('work.kilohertzStereo', { rate: number().format(sampleRate / 1000) })

/** `920 k`: bits a second. */
export const describeRate = ({ bitrate }: Rendition): string => `${number().format(bitrate / 1000)} k`

/** `28.9 MB`. */
export const describeSize = (bytes: number): string =>
  t('work.megabytes', { size: number().format(bytes / 1e6) })

/** `28.9 MB`, `3.2 GB`. */
export const describeLargeSize = (bytes: number): string =>
  bytes < 1e9 ? describeSize(bytes) : t('work.gigabytes', { size: number().format(bytes / 1e9) })

/** `FLAC, 920 kbit/s`: enough to tell the formats of one track from each other. */
export const describeFormat = (rendition: Rendition): string =>
  `${codecName(rendition)}, ${describeRate(rendition)}bit/s`
