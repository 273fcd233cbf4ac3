import { randomBytes, randomInt } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import getPort from 'get-port'
import { parseEther, parseUnits } from 'viem'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { BuskerError } from '../shared/errors.ts'
import { hex32, type Hex32 } from '../shared/ids.ts'
import { knownChain } from '../shared/knownChains.ts'
import { amount, toAmount } from '../shared/money.ts'
import { testToken } from './chain/deployContracts.ts'

const port = z.int().min(1).max(65_535)

/** A token of a chain that Busker knows. */
const imitatedToken = z.object({ chain: z.int(), token: z.string() })

const settings = z.object({
  version: z.literal(1),
  ports: z.object({ chain: port, homeserver: port, pathFinding: port, hubPeer: port }),
  settleTimeoutSeconds: z.int().min(1),
  revealTimeoutSeconds: z.int().min(1),
  expiryFactor: z.number().min(1),
  /** A network that was made before this could be chosen has 18. */
  tokenDecimals: z.int().min(0).max(36).default(testToken.decimals),
  /** All there is of the test token. */
  supply: amount,
  /** What the hub starts with: its budget for the channels it opens. */
  hubBudget: amount,
  /** What the hub puts into a channel it opens. */
  channelDeposit: amount,
  mediationFee: amount,
  maximumFee: amount,
  hub: z.object({ privateKey: hex32, peerSeed: hex32 }),
  /** What the faucet gives whoever asks the hub for it. */
  gift: z.object({ tokens: amount, wei: amount }),
  ursulas: z.array(z.object({ port })),
  towers: z.array(z.object({ port })).max(2).default([]),
  imitated: imitatedToken.optional(),
})

/** What a local network keeps for as long as it exists. Its keys open nothing of worth. */
export type LocalnetSettings = z.infer<typeof settings>

export const localnetParameters = z.object({
  /** How long a closed channel waits; above reveal timeout × expiry factor. Default 600. */
  settleTimeoutSeconds: z.int().min(1).exactOptional(),
  /** Default 60. */
  revealTimeoutSeconds: z.int().min(1).exactOptional(),
  /** Default 3. */
  expiryFactor: z.number().min(1).exactOptional(),
  /** How many watch for those who are away. Default 0. */
  towers: z.int().min(0).max(2).exactOptional(),
  /** Of the test token. Default 18. */
  tokenDecimals: z.int().min(3).max(36).exactOptional(),
  /** The real chain that it is taken for, and the token: for tests of what is only done with real money. */
  imitated: imitatedToken.exactOptional(),
})

/** What can be chosen when a local network is made. */
export type LocalnetParameters = z.infer<typeof localnetParameters>

/**
 * The settings in `folder`, made there when there are none. `chosen` matters only then.
 *
 * @throws BuskerError LOCALNET_TIMEOUTS
 */
export async function openLocalnetSettings(
  folder: string,
  chosen: LocalnetParameters,
): Promise<LocalnetSettings> {
  const kept = await readLocalnetSettings(folder)
  if (kept) return kept
  const made = await makeSettings(chosen)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFileAtomic(settingsFile(folder), JSON.stringify(settings.encode(made), null, 2), { mode: 0o600 })
  return made
}

/** @returns null when there is no local network in `folder` */
export async function readLocalnetSettings(folder: string): Promise<LocalnetSettings | null> {
  try {
    return settings.decode(JSON.parse(await readFile(settingsFile(folder), 'utf8')))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function settingsFile(folder: string): string {
  return join(folder, 'settings.json')
}

async function makeSettings(chosen: LocalnetParameters): Promise<LocalnetSettings> {
  const {
    settleTimeoutSeconds = 600,
    revealTimeoutSeconds = 60,
    expiryFactor = 3,
    imitated,
    tokenDecimals = imitated === undefined ? testToken.decimals : findImitated(imitated).token.decimals,
    towers = 0,
  } = chosen
  if (revealTimeoutSeconds * expiryFactor >= settleTimeoutSeconds) {
    throw new BuskerError(
      'LOCALNET_TIMEOUTS',
      `A lock would run for ${revealTimeoutSeconds * expiryFactor} s and a closed channel for only ${settleTimeoutSeconds} s. Choose a longer settle timeout or a shorter reveal timeout.`,
    )
  }
  const tokens = (count: string) => amount.decode(String(parseUnits(count, tokenDecimals)))
  const ursula = async () => ({ port: await freePort() })
  return {
    version: 1,
    ports: {
      chain: await freePort(),
      homeserver: await freePort(),
      pathFinding: await freePort(),
      hubPeer: await freePort(),
    },
    settleTimeoutSeconds,
    revealTimeoutSeconds,
    expiryFactor,
    tokenDecimals,
    supply: tokens('1000000'),
    hubBudget: tokens('100000'),
    channelDeposit: tokens('100'),
    mediationFee: tokens('0.001'),
    maximumFee: tokens('0.01'),
    gift: { tokens: tokens('1000'), wei: toAmount(parseEther('1')) },
    hub: { privateKey: randomHex32(), peerSeed: randomHex32() },
    ursulas: [await ursula(), await ursula(), await ursula()],
    towers: await Promise.all(Array.from({ length: towers }, ursula)),
    ...(imitated && { imitated }),
  }
}

/** The chain that is imitated, with its token. */
export function findImitated({ chain: id, token: symbol }: z.infer<typeof imitatedToken>) {
  const chain = knownChain(id)
  const token = chain?.tokens.find((each) => each.symbol === symbol)
  if (chain === undefined || token === undefined)
    throw new Error(`Nothing is known of ${symbol} on chain ${id}.`)
  return { chain, token }
}

/** Below the range from which the system takes ports for outgoing connections: one of those could hold it at a restart. */
async function freePort(): Promise<number> {
  return getPort({ host: '127.0.0.1', port: Array.from({ length: 50 }, () => randomInt(20_000, 32_000)) })
}

function randomHex32(): Hex32 {
  return hex32.parse(`0x${randomBytes(32).toString('hex')}`)
}
