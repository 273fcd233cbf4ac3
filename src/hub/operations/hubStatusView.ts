import { z } from 'zod'
import { errorData } from '../../shared/errors/errorSchemas.ts'

const count = z.int().min(0)
/** Base units of the token, or wei, as decimal digits. */
const digits = z.string()

const raidenRuns = z.object({
  state: z.literal('running'),
  address: z.string(),
  block: z.int(),
  /** Blocks keep coming. */
  chain: z.boolean(),
  /** The homeserver answers. */
  homeserver: z.boolean(),
  openChannels: count,
  /** On chain, not in channels. */
  tokens: digits,
  gasWei: digits,
})

/** Where the operator's money is, base units of the token. */
const money = z.object({
  /** In the account, and promised to nobody. */
  free: digits,
  /** The hub's side of its channels: it comes back when they are settled. */
  locked: digits,
  /** Channels and top-ups that are promised, and not in channels yet. */
  promised: digits,
  /** Under way to partners: theirs, once they show the secret. */
  owed: digits,
})

/** How each part of a hub is. Amounts are decimal strings in base units, so that all of it can be JSON. */
export const hubStatusView = z.object({
  peer: z.object({ id: z.string(), addresses: z.array(z.string()).readonly(), connected: count }),
  raiden: z.union([raidenRuns, z.object({ state: z.string(), error: z.string().nullable() })]),
  /** How old the chain's newest block is, and by how much this machine's clock is fast, ms; null: not known. */
  clock: z.object({
    lagMs: z.number().nullable(),
    skewMs: z.number().nullable(),
    problem: z.string().nullable(),
  }),
  /** What is wrong with the disk that it writes to, and what to do; null: there is room. */
  disk: z.string().nullable(),
  funding: z.object({
    deposit: digits,
    budget: digits,
    /** Promised counts as spent. This and the next are null while the database does not answer. */
    spent: digits.nullable(),
    /** Promised, and not open yet. */
    waiting: count.nullable(),
  }),
  /** Null while Raiden does not answer. */
  money: money.nullable(),
  members: count,
  /** These four are null, not known, while the database does not answer. */
  letters: count.nullable(),
  leases: count.nullable(),
  /** Short names that accounts are found by. */
  names: count.nullable(),
  snapshotBytes: count.nullable(),
  /** Why the database can't be used, and what to do; null: nothing is wrong. */
  database: z.string().nullable(),
  pins: z.object({
    artists: count,
    unfinished: count,
    bytes: count,
    /** Why what keeps them does not, and what to do; null: nothing is wrong. */
    problem: z.string().nullable(),
  }),
  ursulas: z.object({ configured: count, well: count }),
  /** Heads and catalogues that were dropped, by reason. */
  rejections: z.record(z.string(), count),
  /** What is wrong, in words that say what to do; the worst first. */
  problems: z.array(errorData),
})
export type HubStatus = z.output<typeof hubStatusView>

/** What the process of a hub says of itself, whatever its parts are doing. */
export const hubReport = z.object({
  phase: z.enum(['starting', 'running', 'stopping']),
  pid: z.int(),
  /** Since when this process runs, ms since the epoch. */
  startedAt: z.number(),
  /** Null before it runs. */
  status: hubStatusView.nullable(),
})
export type HubReport = z.output<typeof hubReport>
