import type { ConnectionView } from '../../shared/api/account.ts'
import { isBuskerError } from '../../shared/errors.ts'
import { toAmount } from '../../shared/money.ts'
import type { Channel } from '../../raiden/raidenContract.ts'
import type { RaidenNode } from '../../raiden/raidenNode.ts'
import type { Address } from '../../shared/ids.ts'
import { connectStepOf, type HubConnector } from '../connection/hubConnector.ts'
import type { HeldRequests } from '../market/heldRequests.ts'

export interface ConnectionViewParts {
  readonly hubConnector: Pick<HubConnector, 'current' | 'isUnderWay'>
  readonly raiden: Pick<RaidenNode, 'channels'>
  /** The hub's Raiden account. */
  readonly hubAddress: Address
  readonly heldRequests: Pick<HeldRequests, 'countBuyers'>
}

/** Whether one can be paid, and how far the connection is. */
export async function readConnectionView({
  hubConnector,
  raiden,
  hubAddress,
  heldRequests,
}: ConnectionViewParts): Promise<ConnectionView> {
  const channels = await channelsOf(raiden)
  const hubChannels = channels?.filter(({ partner, state }) => partner === hubAddress && state !== 'settled')
  const channel = hubChannels?.find(({ state }) => state === 'open') ?? hubChannels?.[0]
  const receivable = channel?.state === 'open' ? channel.partnerCapacity : toAmount(0n)
  const { current: request, isUnderWay } = hubConnector
  const isReported = isUnderWay || request?.state === 'refused'
  return {
    state: isUnderWay ? 'connecting' : channels === null ? 'unknown' : channelStateOf(channel),
    canBePaid: receivable > 0n,
    receivable,
    step: request === undefined ? null : connectStepOf(request),
    deposit: isReported && request ? request.deposit : null,
    problem: isReported && request?.code ? { code: request.code, message: request.message ?? '' } : null,
    waitingBuyers: heldRequests.countBuyers(),
  }
}

/** Null while payments do not run. */
async function channelsOf(raiden: ConnectionViewParts['raiden']): Promise<readonly Channel[] | null> {
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
