import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { toAmount, type Amount } from '../../shared/money.ts'
import type { FoundPath, PathFinder, PathRequest } from './pathFinding.ts'

/** An open channel of the hub. */
export interface HubChannel {
  readonly partner: Address
  /** What the hub can send to the partner now, in base units. */
  readonly ownCapacity: Amount
  /** What the partner can send to the hub now, in base units. */
  readonly partnerCapacity: Amount
}

export interface HubPathFinderOptions {
  readonly hub: Address
  readonly tokenNetwork: Address
  /** What the hub takes for each payment it passes on, in base units. */
  readonly flatFee: Amount
  /** The open channels in `tokenNetwork`, as they are now. */
  readonly channels: () => Promise<readonly HubChannel[]>
}

/** Every path goes through the hub: two accounts that each have a channel with it can pay each other. */
export function createHubPathFinder({
  hub,
  tokenNetwork,
  flatFee,
  channels,
}: HubPathFinderOptions): PathFinder {
  async function findPaths(request: PathRequest): Promise<readonly FoundPath[]> {
    const { from, to, value } = request
    if (request.tokenNetwork !== tokenNetwork) throw unknownTokenNetwork(request.tokenNetwork)
    if (from === to) throw noRoute('An account cannot pay itself.')
    const open = await channels()
    const channelWith = (partner: Address, who: string): HubChannel => {
      const channel = open.find((each) => each.partner === partner)
      if (!channel) throw noRoute(`The ${who} has no open channel with this hub.`)
      return channel
    }
    const isDirect = from === hub || to === hub
    const fee = isDirect ? toAmount(0n) : flatFee
    if (from !== hub && channelWith(from, 'payer').partnerCapacity < value + fee)
      throw noRoute('The payer’s channel with this hub does not hold enough: deposit more into it.')
    if (to !== hub && channelWith(to, 'payee').ownCapacity < value)
      throw noRoute('This hub cannot send that much to the payee now. Try again later, or tell its operator.')
    return [{ path: isDirect ? [from, to] : [from, hub, to], fee }]
  }
  return { findPaths }
}

function noRoute(why: string): BuskerError {
  return new BuskerError('HUB_NO_ROUTE', why)
}

function unknownTokenNetwork(tokenNetwork: Address): BuskerError {
  return new BuskerError(
    'HUB_TOKEN_NETWORK_UNKNOWN',
    `This hub has no channels in the token network ${tokenNetwork}. Choose the network profile that names this hub.`,
  )
}
