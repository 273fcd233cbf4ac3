import type { Caller } from '../../ipfs/peer.ts'
import type { channelsProtocol, ClosedChannel } from '../../protocol/channels.ts'
import type { Handlers } from '../../protocol/rpc.ts'
import type { ChannelProofs } from '../../raiden/raidenContract.ts'
import type { RaidenNode } from '../../raiden/raidenNode.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import type { FundingLedger } from '../funding/fundingLedger.ts'
import { booksClosed } from '../funding/booksClosed.ts'
import { hideDatabase } from '../postgres/hideDatabase.ts'
import { authenticateCaller } from '../authenticateCaller.ts'

export interface RestoredChannelParts {
  readonly raiden: Pick<RaidenNode, 'channels' | 'proofs' | 'closeChannel'>
  /** The hub's share comes back to it, so it funds the next channel again. */
  readonly ledger: Pick<FundingLedger, 'find' | 'markClosing' | 'markReturned'>
}

/**
 * Answers `/busker/channels/1`: closes the channel of an account that lost its state (docs/adr/0010). Both sides end up
 * with what the newest proofs say, and closing is nothing that account could not do by itself, so it needs no other
 * permission than being that account.
 */
export function createRestoredChannelHandlers(
  parts: RestoredChannelParts,
): Handlers<typeof channelsProtocol, Caller> {
  return {
    close: async ({ identity }, caller) => ({
      closed: await hideDatabase(
        closeChannelWith(parts, await authenticateCaller(identity, caller)),
        'HUB_BOOKS_CLOSED',
        booksClosed,
      ),
    }),
  }
}

async function closeChannelWith(
  { raiden, ledger }: RestoredChannelParts,
  owner: Address,
): Promise<ClosedChannel | null> {
  const channel = (await raiden.channels()).find(
    ({ partner, state }) => partner === owner && state !== 'settled',
  )
  if (channel === undefined) return null
  if (channel.state === 'open') {
    if (channel.ownLocked > 0n || channel.partnerLocked > 0n) throw channelBusy()
    // Repeated after a crash, it has been counted already.
    if ((await ledger.find(owner))?.closing !== true) await ledger.markClosing(owner, channel.ownDeposit)
    await raiden.closeChannel(owner)
    await ledger.markReturned(owner)
  }
  const proofs = await raiden.proofs(owner)
  if (proofs === null || proofs.channel !== channel.id) return null
  const { own, partner } = proofs
  return { channel: proofs.channel, toYou: own, fromYou: transferredOf(partner) }
}

function transferredOf(proof: ChannelProofs['partner']): ClosedChannel['fromYou'] {
  return proof && { transferred: proof.transferred, locked: proof.locked, locksroot: proof.locksroot }
}

function channelBusy(): BuskerError {
  return new BuskerError(
    'HUB_CHANNEL_BUSY',
    'A payment is still locked in the channel. It can be closed when the lock has run out, in a few minutes.',
  )
}
