import { clockProblem } from '../chain/clockProblem.ts'
import { toErrorData } from '../shared/errors.ts'
import type { HubParts } from './hubParts.ts'

/** How each part of a hub is. Amounts are decimal strings in base units, so that all of it can be JSON. */
export interface HubStatus {
  readonly peer: { readonly id: string; readonly addresses: readonly string[]; readonly connected: number }
  readonly raiden: HubRaidenStatus
  /** How old the chain's newest block is, and by how much this machine's clock is fast, ms; null: not known. */
  readonly clock: {
    readonly lagMs: number | null
    readonly skewMs: number | null
    readonly problem: string | null
  }
  /** What is wrong with the disk that it writes to, and what to do; null: there is room. */
  readonly disk: string | null
  readonly funding: {
    readonly deposit: string
    readonly budget: string
    /** Promised counts as spent. */
    readonly spent: string
    /** Promised, and not open yet. */
    readonly waiting: number
  }
  readonly members: number
  readonly letters: number
  readonly leases: number
  readonly snapshotBytes: number
  readonly pins: { readonly artists: number; readonly unfinished: number; readonly bytes: number }
  readonly ursulas: { readonly configured: number; readonly well: number }
  /** Heads and catalogues that were dropped, by reason. */
  readonly rejections: Readonly<Record<string, number>>
}

type HubRaidenStatus =
  | {
      readonly state: 'running'
      readonly address: string
      readonly block: number
      readonly chain: boolean
      readonly homeserver: boolean
      readonly openChannels: number
      /** On chain, not in channels. */
      readonly tokens: string
      readonly gasWei: string
    }
  | { readonly state: string; readonly error: string | null }

export async function hubStatus(parts: HubParts): Promise<HubStatus> {
  const {
    peer,
    clock,
    room,
    connectedPeers: connected,
    fundingLedger: ledger,
    mailbox,
    leases,
    snapshots,
    channelPartners: members,
    pinBlocks: pinned,
    pinRecords,
    ursulas,
  } = parts
  return {
    peer: { id: peer.id, addresses: peer.addresses, connected: connected.count },
    raiden: await raidenStatus(parts),
    clock: {
      lagMs: clock.lagMs,
      skewMs: clock.skewMs,
      problem: clockProblem(clock.skewMs)?.message ?? null,
    },
    disk: (await room.check())?.message ?? null,
    funding: {
      deposit: String(ledger.terms.deposit),
      budget: String(ledger.terms.budget),
      spent: String(ledger.spent()),
      waiting: ledger.intended().length,
    },
    members: members.count(),
    letters: mailbox.count(),
    leases: leases.count(),
    snapshotBytes: snapshots.totalBytes(),
    pins: { ...pinRecords.count(), bytes: pinned.totalBytes() },
    ursulas: { configured: ursulas.configured, well: ursulas.records().length },
    rejections: parts.catalogue.rejections(),
  }
}

async function raidenStatus({ raiden }: HubParts): Promise<HubRaidenStatus> {
  if (raiden.state.state !== 'running') {
    const error = 'error' in raiden.state ? raiden.state.error.message : null
    return { state: raiden.state.state, error }
  }
  try {
    const [status, channels, balances] = await Promise.all([
      raiden.status(),
      raiden.channels(),
      raiden.balances(),
    ])
    return {
      state: 'running',
      address: status.address,
      block: status.block.number,
      chain: status.health.chain,
      homeserver: status.health.hub,
      openChannels: channels.filter(({ state }) => state === 'open').length,
      tokens: String(balances.token),
      gasWei: String(balances.gasWei),
    }
  } catch (error) {
    return { state: 'not answering', error: toErrorData(error).message }
  }
}
