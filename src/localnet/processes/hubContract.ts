import { z } from 'zod'
import { signedUrsulaRecord } from '../../protocol/policy.ts'
import { address, hex32, peerIdText } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { networkProfile } from '../../shared/networkProfile.ts'

/** The channel carries structured clones: amounts stay bigint. */
const baseUnits = z
  .bigint()
  .min(0n)
  .transform((value) => toAmount(value))

/** What the local network and its hub's process say to each other. */
export const hubContract = {
  start: z.object({
    /** Everything the hub keeps is in here. */
    folder: z.string().min(1),
    /** The hub's Ethereum account. */
    privateKey: hex32,
    /** Ed25519 seed of its libp2p identity. */
    peerSeed: hex32,
    profile: networkProfile,
    ursulas: z.array(signedUrsulaRecord),
    /** For each payment passed on, in base units. */
    mediationFee: baseUnits,
    /** Of the channels it opens for whoever asks: into each, added for one account, and for all together, in base units. */
    funding: z.object({ deposit: baseUnits, topUps: baseUnits, budget: baseUnits }),
    /** What the faucet gives whoever asks. */
    gift: z.object({ tokens: baseUnits, wei: baseUnits }),
    ports: z.object({ pathFinding: z.int(), peer: z.int() }),
    /** A PostgreSQL; left out: its own files. */
    databaseUrl: z.string().optional(),
  }),
  ready: z.object({ peerId: peerIdText, addresses: z.array(z.string()).min(1), raidenAddress: address }),
  requests: {},
  events: {},
}
