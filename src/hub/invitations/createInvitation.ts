import { hexToBytes } from 'viem'
import { decodeInvitation, encodeInvitation, type Invitation } from '../../protocol/invitation.ts'
import type { SqlEngine } from '../../database/steps.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Amount } from '../../shared/money.ts'
import { hubPeerOf, type NetworkProfile } from '../../shared/networkProfile.ts'
import type { Clock } from '../clock.ts'
import type { FundingTerms } from '../funding/fundingLedger.ts'
import type { HubStore } from '../openHubStore.ts'
import { InvitedProfiles } from './invitedProfiles.ts'
import { Vouchers } from './vouchers.ts'

export interface InvitationTerms {
  /** What whoever redeems it first is given to spend, base units; null: nothing. */
  readonly credit: Amount | null
  /** From now on, ms; null: it does not end. */
  readonly validForMs: number | null
}

export interface InvitingHub {
  readonly store: HubStore
  /** Where the hub's money is promised. */
  readonly engine: SqlEngine
  readonly profile: NetworkProfile
  readonly funding: Pick<FundingTerms, 'deposit'>
  readonly now: Clock
}

/** More addresses would only make the picture harder to read: the profile has them all. */
const addressesInLink = 2

/**
 * Makes an invitation to the hub's network; the hub honours it from now on, also while it runs.
 *
 * @returns a link
 * @throws BuskerError `HUB_VOUCHER_TOO_LARGE`
 */
export async function createInvitation(
  { store, engine, profile, funding, now }: InvitingHub,
  { credit, validForMs }: InvitationTerms,
): Promise<string> {
  if (credit !== null && credit > funding.deposit) {
    throw new BuskerError(
      'HUB_VOUCHER_TOO_LARGE',
      `The credit is paid out of the deposit that the hub puts into a channel, which is ${funding.deposit} base units (funding.deposit of hub.json): it can't be more. No invitation was made.`,
    )
  }
  const hub = hubPeerOf(profile)
  const until = validForMs === null ? null : now() + validForMs
  const hash = new InvitedProfiles(store).keep(profile)
  const invitation: Invitation = {
    v: 1,
    hub,
    at: profile.hub.peers.slice(0, addressesInLink).map((address) => address.replace(`/p2p/${hub}`, '')),
    profile: hexToBytes(hash),
    ...(until !== null && { until }),
    ...(credit !== null && credit > 0n && { voucher: await new Vouchers(engine, now).issue(credit, until) }),
  }
  const link = encodeInvitation(invitation)
  // What is handed out is what will be read.
  decodeInvitation(link)
  return link
}
