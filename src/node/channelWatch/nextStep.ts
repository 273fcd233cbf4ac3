import { balanceHash, noHash, nothingTransferred } from '../../chain/balanceProofs.ts'
import type { ClosedOnChain } from '../../chain/tokenNetwork.ts'
import type { BalanceProof, Transferred } from '../../protocol/channels.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { Hex32 } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'

/** What is known of a closed channel beside what the chain says. */
export interface ChannelKnowledge {
  /** The newest that the partner has signed; null: it has paid nothing. */
  readonly proof: BalanceProof | null
  /** False where the partner may have signed something newer: a restored identity that the partner has not answered. */
  readonly isNewest: boolean
  /** The amounts behind a hash of ours; undefined where they are not known. */
  readonly ownTransfer: (hash: Hex32) => Transferred | undefined
  /** The person wants it settled below what the partner has signed. */
  readonly lossAccepted: boolean
  /** Until then a running Raiden answers by itself; chain time, ms. */
  readonly leftToRaidenUntil: number
}

/** What is to be done with a closed channel now. */
export type WatchStep =
  | { readonly do: 'wait'; readonly until: number }
  /** Hand the partner's newest proof to the contract. */
  | { readonly do: 'update'; readonly proof: BalanceProof }
  | { readonly do: 'settle'; readonly own: Transferred; readonly theirs: Transferred }
  /** Nothing by itself: settling would lose up to `lost`, so a person decides. */
  | { readonly do: 'hold'; readonly reason: ErrorCode; readonly lost: Amount }

/**
 * Decides about a closed channel. It is never settled below the best known proof without a person's word.
 *
 * @param chainTime ms
 */
export function nextStep(found: ClosedOnChain, known: ChannelKnowledge, chainTime: number): WatchStep {
  const { own, partner, settleableAfter } = found
  const { proof } = known
  const isAnswered = proof === null || proof.nonce <= partner.nonce
  if (chainTime <= settleableAfter) {
    if (own.closer || proof === null || isAnswered) return { do: 'wait', until: settleableAfter }
    if (chainTime < known.leftToRaidenUntil) return { do: 'wait', until: known.leftToRaidenUntil }
    return { do: 'update', proof }
  }
  const theirs = transferredBehind(partner.balanceHash, proof)
  if (!known.lossAccepted) {
    const lost = lossOf(proof, isAnswered ? proof : theirs)
    if (lost > 0n) return { do: 'hold', reason: 'CHANNEL_ANSWER_LATE', lost }
    if (!known.isNewest && !own.closer) return { do: 'hold', reason: 'CHANNEL_PROOF_UNKNOWN', lost }
  }
  const mine = known.ownTransfer(own.balanceHash)
  if (theirs === undefined || mine === undefined) {
    return { do: 'hold', reason: 'CHANNEL_AMOUNTS_UNKNOWN', lost: toAmount(0n) }
  }
  return { do: 'settle', own: mine, theirs }
}

/** What would be lost, at most, where the partner has signed `proof` and the chain knows only of `settled`. */
export function lossOf(proof: Transferred | null, settled: Transferred | null | undefined): Amount {
  const total = (side: Transferred | null | undefined) => (side ? side.transferred + side.locked : 0n)
  const lost = total(proof) - total(settled)
  return toAmount(lost > 0n ? lost : 0n)
}

/** The amounts behind the partner's hash on chain; undefined where it is not of the proof we know. */
function transferredBehind(hash: Hex32, proof: BalanceProof | null): Transferred | undefined {
  if (hash === noHash) return nothingTransferred
  return proof !== null && balanceHash(proof) === hash ? proof : undefined
}
