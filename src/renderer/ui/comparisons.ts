import type { Amount } from '../../shared/money.ts'

/** Of text, as people sort it. Many times faster on a long list than `localeCompare`, and the same order. */
export const { compare: compareText } = new Intl.Collator()

/** Of money, the least first. */
export function compareAmounts(a: Amount, b: Amount): number {
  return Number(a > b) - Number(a < b)
}
