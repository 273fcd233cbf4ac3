import { clockProblem } from '../chain/clockProblem.ts'
import type { Channel } from '../raiden/raidenContract.ts'
import { toErrorData } from '../shared/errors.ts'
import { answerWithin } from './operations/answerWithin.ts'
import { hubProblems, type ProblemTerms } from './operations/hubProblems.ts'
import type { HubStatus } from './operations/hubStatusView.ts'
import type { HubParts } from './hubParts.ts'

/** How each part of a hub is; one that hangs is said to, after some seconds. */
export async function hubStatus(parts: HubParts, terms: ProblemTerms): Promise<HubStatus> {
  const {
    peer,
    clock,
    room,
    connectedPeers: connected,
    fundingLedger: ledger,
    channelPartners: members,
    pins,
    ursulas,
  } = parts
  const [{ raiden, money }, disk, pinProblem, stored] = await Promise.all([
    raidenStatus(parts),
    diskStatus(room),
    pins.engine.check(),
    databaseStatus(parts),
  ])
  const status = {
    peer: { id: peer.id, addresses: [...peer.addresses], connected: connected.count },
    raiden,
    clock: {
      lagMs: clock.lagMs,
      skewMs: clock.skewMs,
      problem: clockProblem(clock.skewMs)?.message ?? null,
    },
    disk,
    funding: {
      deposit: String(ledger.terms.deposit),
      budget: String(ledger.terms.budget),
      spent: stored.spent,
      waiting: stored.waiting,
    },
    money,
    members: members.count(),
    leases: stored.leases,
    names: stored.names,
    snapshotBytes: stored.snapshotBytes,
    letters: stored.letters,
    database: stored.database,
    pins: { ...pins.records.count(), bytes: pins.engine.totalBytes(), problem: pinProblem },
    ursulas: { configured: ursulas.configured, well: ursulas.records().length },
    rejections: { ...parts.catalogue.rejections() },
  }
  return { ...status, problems: hubProblems(status, terms) }
}

type Stored = Pick<HubStatus, 'leases' | 'names' | 'snapshotBytes' | 'letters' | 'database'> &
  Pick<HubStatus['funding'], 'spent' | 'waiting'>

async function databaseStatus({
  leases,
  names,
  snapshots,
  mailbox,
  fundingLedger,
}: HubParts): Promise<Stored> {
  try {
    const asked = Promise.all([
      leases.count(),
      names.count(),
      snapshots.totalBytes(),
      mailbox.count(),
      fundingLedger.spent(),
      fundingLedger.intended(),
    ])
    const [held, named, snapshotBytes, letters, spent, intended] = await answerWithin('The database', asked)
    return {
      leases: held,
      names: named,
      snapshotBytes,
      letters,
      database: null,
      spent: String(spent),
      waiting: intended.length,
    }
  } catch (error) {
    const database = toErrorData(error).message
    return {
      leases: null,
      names: null,
      snapshotBytes: null,
      letters: null,
      database,
      spent: null,
      waiting: null,
    }
  }
}

async function diskStatus(room: HubParts['room']): Promise<string | null> {
  const checked = answerWithin('The disk', room.check()).catch((error: unknown) => toErrorData(error))
  return (await checked)?.message ?? null
}

async function raidenStatus({
  raiden,
  fundingLedger,
}: HubParts): Promise<Pick<HubStatus, 'raiden' | 'money'>> {
  if (raiden.state.state !== 'running') {
    const error = 'error' in raiden.state ? raiden.state.error.message : null
    return { raiden: { state: raiden.state.state, error }, money: null }
  }
  try {
    const asked = Promise.all([raiden.status(), raiden.channels(), raiden.balances()])
    const [status, channels, balances] = await answerWithin('Raiden', asked)
    return {
      raiden: {
        state: 'running',
        address: status.address,
        block: status.block.number,
        chain: status.health.chain,
        homeserver: status.health.hub,
        openChannels: channels.filter(({ state }) => state === 'open').length,
        tokens: String(balances.token),
        gasWei: String(balances.gasWei),
      },
      money: await moneyOf(channels, balances.token, fundingLedger),
    }
  } catch (error) {
    return { raiden: { state: 'not answering', error: toErrorData(error).message }, money: null }
  }
}

/** @returns null where what is promised can't be read now */
async function moneyOf(
  channels: readonly Channel[],
  tokens: bigint,
  ledger: HubParts['fundingLedger'],
): Promise<HubStatus['money']> {
  const intended = await answerWithin('The database', ledger.intended()).catch(() => null)
  if (intended === null) return null
  const deposits = new Map(channels.map(({ partner, ownDeposit }) => [partner, ownDeposit]))
  const sum = (amounts: readonly bigint[]) => amounts.reduce((total, each) => total + each, 0n)
  const promised = sum(
    intended.map(({ account, deposit }) => {
      const missing = deposit - (deposits.get(account) ?? 0n)
      return missing > 0n ? missing : 0n
    }),
  )
  return {
    free: String(tokens > promised ? tokens - promised : 0n),
    locked: String(sum(channels.map(({ ownWithdrawable }) => ownWithdrawable))),
    promised: String(promised),
    owed: String(sum(channels.map(({ ownLocked }) => ownLocked))),
  }
}
