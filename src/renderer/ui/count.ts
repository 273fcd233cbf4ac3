import { perLocale } from '../../shared/i18n/perLocale.ts'

const whole = perLocale((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }))

/** A count as it is shown: `100,000`. */
export const countText = (count: number): string => whole().format(count)
