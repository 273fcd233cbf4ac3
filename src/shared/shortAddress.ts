import type { Address } from './ids.ts'

/** The first and last digits: enough to tell people apart at a glance. */
export function shortAddress(address: Address): string {
  return `${address.slice(0, 6)}…${address.slice(-4)}`
}
