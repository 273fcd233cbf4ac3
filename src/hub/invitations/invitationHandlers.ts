import type { Caller } from '../../ipfs/peer.ts'
import type { hubProtocol } from '../../protocol/hub.ts'
import type { Handlers } from '../../protocol/rpc.ts'
import { toErrorData } from '../../shared/errors.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import { authenticateCaller } from '../authenticateCaller.ts'
import type { Clock } from '../clock.ts'
import type { FundingLedger } from '../funding/fundingLedger.ts'
import { booksClosed } from '../funding/booksClosed.ts'
import { hideDatabase } from '../postgres/hideDatabase.ts'
import type { InvitedProfiles } from './invitedProfiles.ts'
import type { VoucherPayer } from './voucherPayer.ts'
import type { Vouchers } from './vouchers.ts'

export interface InvitationServices {
  readonly profile: NetworkProfile
  readonly profiles: InvitedProfiles
  readonly vouchers: Vouchers
  readonly payer: Pick<VoucherPayer, 'wake'>
  readonly ledger: Pick<FundingLedger, 'reserving'>
  readonly now: Clock
}

/** What invitations ask a hub. */
export function createInvitationHandlers({
  profile,
  profiles,
  vouchers,
  payer,
  ledger,
  now,
}: InvitationServices): Pick<Handlers<typeof hubProtocol, Caller>, 'invitation' | 'redeem'> {
  return {
    async invitation({ profile: hash, voucher: code }) {
      return { profile: profiles.find(hash, profile), credit: await creditOf(code), time: now() }
    },
    async redeem({ identity, voucher: code }, caller) {
      const account = await authenticateCaller(identity, caller)
      const { hash, credit, state } = await asAnswer(
        vouchers.claim(code, account, () => ledger.reserving(account)),
      )
      if (state === 'claimed') payer.wake(hash)
      return { credit, isPaid: state === 'paid' }
    },
  }

  async function creditOf(code: Uint8Array | undefined) {
    if (code === undefined) return null
    try {
      return { amount: (await asAnswer(vouchers.usable(code))).credit, problem: null }
    } catch (error) {
      return { amount: null, problem: toErrorData(error) }
    }
  }
}

function asAnswer<T>(answer: Promise<T>): Promise<T> {
  return hideDatabase(answer, 'HUB_BOOKS_CLOSED', booksClosed)
}
