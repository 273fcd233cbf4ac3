import type { z } from 'zod'
import type { Contracts, NetworkProfile } from '../../shared/networkProfile.ts'
import { isLocalNetwork } from '../../shared/networkProfile.ts'
import { operatorConfig } from '../operatorConfig.ts'

/** What only the operator can know. */
export interface HubChoices {
  readonly operator: string
  /** The name or address at which people reach the hub. */
  readonly host: string
  readonly chain: { readonly id: number; readonly rpcUrl: string }
  readonly token: NetworkProfile['token']
  readonly contracts: Contracts
  readonly settleTimeoutSeconds: number
  /** Into each channel, base units. */
  readonly deposit: bigint
  /** Of a homeserver of one's own; null: the embedded one. */
  readonly matrixUrl: string | null
  /** Of a Kubo that keeps what is pinned; null: the hub itself. */
  readonly kuboUrl: string | null
  /** Where path finding is reached, where that is not this host's port. */
  readonly pathFindingUrl: string | null
}

/** How many deposits the budget is for, and how many are added to one account. */
const budgetDeposits = 100n
const topUpDeposits = 10n
/** A channel in which nothing moves for so long is closed. */
const reclaimAfterDays = 180
/** Where a hub's services listen, where nobody has said otherwise. */
export const ports = { peer: 4001, pathFinding: 6000, homeserver: 6001, metrics: 6002 }

/** `hub.json` for what the operator chose; all else as it is best to begin with. @returns JSON text */
export function createHubConfig(choices: HubChoices): string {
  const { operator, host, chain, token, contracts, settleTimeoutSeconds, deposit } = choices
  const isLocal = isLocalNetwork({ chain })
  const peer = /^[\d.]+$/.test(host) ? `/ip4/${host}` : `/dns4/${host}`
  const fee = 10n ** BigInt(Math.max(0, token.decimals - 3))
  const listensOn = isLocal ? '127.0.0.1' : '0.0.0.0'
  const config = {
    version: 1,
    operator,
    network: {
      id: networkId(operator, chain.id),
      name: operator,
      chain,
      contracts,
      token,
      raiden: {
        settleTimeoutSeconds,
        revealTimeoutSeconds: Math.min(3600, Math.floor(settleTimeoutSeconds / 10)),
        expiryFactor: 3,
        confirmationBlocks: isLocal ? 1 : 15,
        pollingIntervalMs: isLocal ? 1000 : 5000,
      },
      ursulas: [],
    },
    listen: [`/ip4/${listensOn}/tcp/${ports.peer}`],
    reachedAt: [`${peer}/tcp/${ports.peer}`],
    pathFinding: { host: listensOn, port: ports.pathFinding },
    pathFindingUrl: choices.pathFindingUrl ?? `http://${host}:${ports.pathFinding}`,
    homeserver: choices.matrixUrl === null ? { host, port: ports.homeserver } : null,
    matrixUrl: choices.matrixUrl ?? `http://${host}:${ports.homeserver}`,
    ...(choices.kuboUrl !== null && { kuboUrl: choices.kuboUrl }),
    metrics: { port: ports.metrics },
    log: { megabytes: 64, keep: 8 },
    fee: String(fee),
    maximumFee: String(fee * 10n),
    funding: {
      for: 'sellers',
      deposit: String(deposit),
      topUps: String(deposit * topUpDeposits),
      budget: String(deposit * budgetDeposits),
      reclaimAfterDays,
      gasReserve: isLocal ? '0' : String(10n ** 16n),
    },
  }
  operatorConfig.decode(config as z.input<typeof operatorConfig>)
  return `${JSON.stringify(config, null, 2)}\n`
}

function networkId(operator: string, chainId: number): string {
  const name = operator
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
  return `${name === '' ? 'hub' : name}-${chainId}`
}
