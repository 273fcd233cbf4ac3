import type { Caller } from '../ipfs/peer.ts'
import type { hubProtocol } from '../protocol/hub.ts'
import type { Handlers } from '../protocol/rpc.ts'
import type { NetworkProfile } from '../shared/networkProfile.ts'
import type { ChannelPartners } from './channelPartners.ts'
import type { ConnectedPeers } from './directory/connectedPeers.ts'
import type { UrsulaDirectory } from './directory/ursulaDirectory.ts'
import type { LimitedFaucet } from './funding/limitedFaucet.ts'
import type { Funding } from './funding/funding.ts'
import { createFundingHandlers } from './funding/fundingHandlers.ts'
import { createInvitationHandlers, type InvitationServices } from './invitations/invitationHandlers.ts'
import { createLeaseHandlers } from './leases/leaseHandlers.ts'
import type { Leases } from './leases/leases.ts'
import type { PinningService } from './pins/pinningService.ts'
import { createSnapshotHandlers } from './snapshots/snapshotHandlers.ts'
import type { HubRates } from './rates/hubRates.ts'
import type { Snapshots } from './snapshots/snapshots.ts'

export interface HubServices {
  readonly profile: NetworkProfile
  readonly ursulas: Pick<UrsulaDirectory, 'records' | 'announcements'>
  readonly connectedPeers: Pick<ConnectedPeers, 'locate'>
  readonly channelPartners: Pick<ChannelPartners, 'has'>
  readonly funding: Funding
  readonly faucet: LimitedFaucet | null
  /** How often channels may be asked for. */
  readonly fundingRates: HubRates['funding']
  readonly invitations: Omit<InvitationServices, 'profile'>
  readonly leases: Leases
  readonly snapshots: Snapshots
  readonly pinning: Pick<PinningService, 'progress'>
}

/** Answers `/busker/hub/1`. */
export function createHubHandlers(services: HubServices): Handlers<typeof hubProtocol, Caller> {
  const {
    profile,
    ursulas,
    connectedPeers: connected,
    channelPartners,
    funding,
    faucet,
    fundingRates,
    invitations,
    leases,
    snapshots,
    pinning: pins,
  } = services
  return {
    welcome: async () => ({ network: profile, ursulas: ursulas.records() }),
    ursulas: async () => ({ announcements: ursulas.announcements() }),
    locate: async ({ peer }) => ({ addresses: await connected.locate(peer) }),
    hasChannel: async ({ account }) => ({ hasChannel: channelPartners.has(account) }),
    pinned: async ({ artist }) => pins.progress(artist),
    ...createFundingHandlers(funding, faucet, { rates: fundingRates }),
    ...createInvitationHandlers({ ...invitations, profile }),
    ...createLeaseHandlers(leases),
    ...createSnapshotHandlers(snapshots),
  }
}
