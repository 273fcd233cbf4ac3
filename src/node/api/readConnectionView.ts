import type { ConnectionView } from '../../shared/api/account.ts'
import { isBuskerError } from '../../shared/errors.ts'
import { toAmount } from '../../shared/money.ts'
import type { Channel } from '../../raiden/raidenContract.ts'
import { connectStepOf } from '../connection/hubConnector.ts'
import type { BuskerNode } from '../createNode.ts'

type Parts = Pick<BuskerNode, 'hubConnector' | 'raiden' | 'market' | 'options'>

/** Whether one can be paid, and how far the connection is. */
export async function readConnectionView(node: Parts): Promise<ConnectionView> {
  const { hubConnector: connecting, raiden, options } = node
  const hub = options.network.hub.raidenAddress
  const channels = await channelsOf(raiden)
  const current = channels?.filter(({ partner, state }) => partner === hub && state !== 'settled')
  const channel = current?.find(({ state }) => state === 'open') ?? current?.[0]
  const receivable = channel?.state === 'open' ? channel.partnerCapacity : toAmount(0n)
  const request = connecting.current
  const { isUnderWay } = connecting
  const isReported = isUnderWay || request?.state === 'refused'
  return {
    state: isUnderWay ? 'connecting' : channels === null ? 'unknown' : channelStateOf(channel),
    canBePaid: receivable > 0n,
    receivable,
    step: request === undefined ? null : connectStepOf(request),
    deposit: isReported && request ? request.deposit : null,
    problem: isReported && request?.code ? { code: request.code, message: request.message ?? '' } : null,
    waitingBuyers: node.market.seller.held.countBuyers(),
  }
}

/** Null while payments do not run. */
async function channelsOf(raiden: BuskerNode['raiden']): Promise<readonly Channel[] | null> {
  try {
    return await raiden.channels()
  } catch (error) {
    if (isBuskerError(error) && error.code.startsWith('PROCESS_')) return null
    throw error
  }
}

function channelStateOf(channel: Channel | undefined): ConnectionView['state'] {
  if (channel === undefined) return 'none'
  return channel.state === 'open' ? 'open' : 'closing'
}
