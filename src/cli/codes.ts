import { z } from 'zod'
import { codesApi, isOpenCode, type WorkCodeView } from '../shared/api/codes.ts'
import { codeDeepLink } from '../shared/deepLinks.ts'
import { parseEnd } from '../shared/endOfDay.ts'
import { BuskerError } from '../shared/errors.ts'
import { fromLabel } from '../shared/ids.ts'
import { parseCount, parseLabel } from './arguments.ts'
import type { Context } from './context.ts'
import { localTime } from './localTime.ts'
import { table } from './terminal.ts'

export interface CodeFlags {
  readonly make?: string
  readonly until?: string
  readonly end?: boolean
}

/** Lists the codes of a work; with flags, makes some, or ends those that nobody has redeemed. */
export async function codes(text: string, { make, until, end }: CodeFlags, { node, terminal }: Context) {
  const label = parseLabel(text, 'busker works')
  const { id } = fromLabel(label)
  if (end === true) {
    const { ended } = await node.ask('endCodes', { id })
    return terminal.result({ ended }, `Ended: ${ended}. What was redeemed stays with whom redeemed it.`)
  }
  if (make === undefined) {
    const all = await node.ask('workCodes', { id })
    const rows = all.map((one) => [one.code, stateOf(one), one.endsAt === null ? '' : localTime(one.endsAt)])
    const list = rows.length === 0 ? 'No codes.' : table(['Code', 'State', 'Ends'], rows)
    return terminal.result(z.encode(codesApi.workCodes.output, all), list)
  }
  const endsAt = until === undefined ? undefined : parseEnd(until)
  if (until !== undefined && endsAt === undefined) {
    throw new BuskerError('CODES_END', `"${until}" is no day, such as 2026-12-24. No codes were made.`)
  }
  const made = await node.ask('makeCodes', {
    id,
    count: parseCount(make, 1, 1000),
    ...(endsAt !== undefined && { until: endsAt }),
  })
  const lines = made.map(({ code }) => `${code}\t${codeDeepLink(label, code)}`).join('\n')
  return terminal.result(z.encode(codesApi.makeCodes.output, made), lines)
}

function stateOf(code: WorkCodeView): string {
  if (code.redeemedBy !== null) return `redeemed by ${code.redeemedBy}`
  return isOpenCode(code, Date.now()) ? 'open' : 'over'
}
