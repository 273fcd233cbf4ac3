import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bytesToHex } from 'viem'
import { createPeer } from '../../ipfs/createPeer.ts'
import { digest } from '../../protocol/codec.ts'
import { hubProtocol } from '../../protocol/hub.ts'
import { decodeInvitation, hubAddressesIn, type Invitation } from '../../protocol/invitation.ts'
import type { OutputOf } from '../../protocol/rpc.ts'
import { BuskerError, type ErrorData } from '../../shared/errors.ts'
import { hex32 } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import { decodeNetworkProfile, hubPeerOf, type NetworkProfile } from '../../shared/networkProfile.ts'

/** What an invitation leads to. */
export interface InvitedNetwork {
  readonly network: NetworkProfile
  /** Of the credit in it; null: there is none. */
  readonly voucher: Uint8Array | null
  /** What the hub gives for the voucher, base units; null where there is none, or `creditProblem` says why it gives nothing. */
  readonly credit: Amount | null
  readonly creditProblem: ErrorData | null
}

const timeoutMs = 20_000

/**
 * Asks the hub that an invitation names for the profile that it names. Nothing is joined and nothing redeemed; the hub sees an
 * address, and no account.
 *
 * @param text a link
 * @throws BuskerError `INVITATION_MALFORMED`, `INVITATION_EXPIRED`, `INVITATION_FORGED`, `HUB_PROFILE_UNKNOWN`, `IPFS_*`
 */
export async function readInvitation(text: string): Promise<InvitedNetwork> {
  const invitation = decodeInvitation(text)
  const answer = await askHub(invitation)
  // By the hub's clock, which made it: this machine's may be wrong, and a hub that lies about it gains nothing.
  if (invitation.until !== undefined && invitation.until <= answer.time) {
    throw new BuskerError('INVITATION_EXPIRED', 'This invitation has run out. Nothing was joined.')
  }
  const { amount: credit, problem: creditProblem } = answer.credit ?? { amount: null, problem: null }
  const network = openProfile(invitation, answer.profile)
  return { network, voucher: invitation.voucher ?? null, credit, creditProblem }
}

/** Over a peer of its own, which is nobody in particular and is gone afterwards: there may be no identity yet. */
async function askHub(invitation: Invitation): Promise<OutputOf<typeof hubProtocol, 'invitation'>> {
  const folder = await mkdtemp(join(tmpdir(), 'busker-invitation-'))
  try {
    const peer = await createPeer({
      seed: new Uint8Array(randomBytes(32)),
      folder,
      listen: [],
      bootstrap: hubAddressesIn(invitation),
    })
    await peer.start()
    try {
      const { hub, profile, voucher } = invitation
      const asked = { profile: hex32.parse(bytesToHex(profile)), ...(voucher && { voucher }) }
      return await peer.call(hub, hubProtocol, 'invitation', asked, { timeoutMs })
    } finally {
      await peer.stop()
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

/** The profile, if it is the one that was named and of the hub that was asked. */
function openProfile({ profile, hub }: Invitation, text: string): NetworkProfile {
  const isNamed = digest(new TextEncoder().encode(text)) === bytesToHex(profile)
  if (!isNamed) throw forged('gives another network than the invitation names')
  const network = parseProfile(text)
  if (network === null) throw forged('gives no network that can be read')
  if (hubPeerOf(network) !== hub) throw forged('names another hub in its network')
  return network
}

function parseProfile(text: string): NetworkProfile | null {
  try {
    return decodeNetworkProfile(text)
  } catch {
    return null
  }
}

function forged(what: string): BuskerError {
  return new BuskerError('INVITATION_FORGED', `The hub ${what}. Nothing was joined.`)
}
