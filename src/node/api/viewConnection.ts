import type { ConnectionView } from '../../shared/api/account.ts'
import { isBuskerError } from '../../shared/errors.ts'
import { toAmount } from '../../shared/money.ts'
import type { Channel } from '../../raiden/messages.ts'
import { stepOf } from '../connection/connecting.ts'
import type { Node } from '../createNode.ts'

type Parts = Pick<Node, 'connecting' | 'raiden' | 'market' | 'options'>

/** Whether one can be paid, and how far the connection is. */
export async function viewConnection(node: Parts): Promise<ConnectionView> {
  const { connecting, raiden, options } = node
  const hub = options.network.hub.raidenAddress
  const channels = await channelsOf(raiden)
  const current = channels?.filter(({ partner, state }) => partner === hub && state !== 'settled')
  const channel = current?.find(({ state }) => state === 'open') ?? current?.[0]
  const receivable = channel?.state === 'open' ? channel.partnerCapacity : toAmount(0n)
  const wish = connecting.current
  const { isUnderWay } = connecting
  const isTold = isUnderWay || wish?.state === 'refused'
  return {
    state: isUnderWay ? 'connecting' : channels === null ? 'unknown' : stateOf(channel),
    canBePaid: receivable > 0n,
    receivable,
    step: wish === undefined ? null : stepOf(wish),
    deposit: isTold && wish ? wish.deposit : null,
    problem: isTold && wish?.code ? { code: wish.code, message: wish.message ?? '' } : null,
    waitingBuyers: node.market.seller.held.countBuyers(),
  }
}

/** Null while payments do not run. */
async function channelsOf(raiden: Node['raiden']): Promise<readonly Channel[] | null> {
  try {
    return await raiden.channels()
  } catch (error) {
    if (isBuskerError(error) && error.code.startsWith('PROCESS_')) return null
    throw error
  }
}

function stateOf(channel: Channel | undefined): ConnectionView['state'] {
  if (channel === undefined) return 'none'
  return channel.state === 'open' ? 'open' : 'closing'
}
