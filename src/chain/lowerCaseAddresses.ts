import { getAddress } from 'viem'
import type { z } from 'zod'

const anyAddress = /^0x[0-9a-f]{40}$/i
const oneCase = /^0x(?:[0-9a-f]{40}|[0-9A-F]{40})$/

/**
 * For z.preprocess: Ethereum addresses anywhere in `value`, in the lower case that is used here. One of both cases has to
 * fit its checksum (EIP-55): a digit that was mistyped is found so.
 */
export function lowerCaseAddresses(value: unknown, context: z.RefinementCtx): unknown {
  return lowerCase(value, [], context)
}

function lowerCase(value: unknown, path: readonly (string | number)[], context: z.RefinementCtx): unknown {
  if (typeof value === 'string' && anyAddress.test(value)) {
    const lower = value.toLowerCase() as `0x${string}`
    if (!oneCase.test(value) && getAddress(lower) !== value) {
      const message = 'its checksum does not fit: copy the address again from where it comes from'
      context.addIssue({ code: 'custom', path: [...path], message })
    }
    return lower
  }
  if (Array.isArray(value)) return value.map((each, index) => lowerCase(each, [...path, index], context))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, lowerCase(each, [...path, name], context)]),
  )
}
