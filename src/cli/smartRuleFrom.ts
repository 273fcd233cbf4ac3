import { type SmartRule, smartListOrders } from '../shared/api/smartLists.ts'
import { BuskerError } from '../shared/errors.ts'
import { parseAddress, parseCount } from './arguments.ts'

/** What is said of a list on the command line. */
export interface RuleFlags {
  readonly genre?: string
  readonly artist?: string
  readonly addedWithin?: string
  readonly minPlays?: string
  readonly maxPlays?: string
  readonly downloaded?: boolean
  readonly order: string
  readonly limit?: string
}

/** The rule of a list. @throws BuskerError `CLI_NUMBER`, `CLI_ADDRESS`, `CLI_LIST_ORDER` */
export function smartRuleFrom(flags: RuleFlags): SmartRule {
  const { genre, artist, addedWithin, minPlays, maxPlays, downloaded, limit } = flags
  const order = smartListOrders.find((one) => one === flags.order)
  if (order === undefined) {
    throw new BuskerError('CLI_LIST_ORDER', `A list has no order "${flags.order}".`)
  }
  return {
    order,
    ...(genre !== undefined && { genre }),
    ...(artist !== undefined && { artist: parseAddress(artist) }),
    ...(addedWithin !== undefined && { addedWithinDays: parseCount(addedWithin, 1, 36_500) }),
    ...(minPlays !== undefined && { minPlays: parseCount(minPlays, 0, 1_000_000) }),
    ...(maxPlays !== undefined && { maxPlays: parseCount(maxPlays, 0, 1_000_000) }),
    ...(downloaded === true && { isDownloaded: true }),
    ...(limit !== undefined && { limit: parseCount(limit, 1, 5000) }),
  }
}
