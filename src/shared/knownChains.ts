import type { Address } from './ids.ts'
import type { Contracts, NetworkProfile, RaidenContracts } from './networkProfile.ts'

/** A token that Busker knows by itself, so that no profile can pass another off as it. */
export interface KnownToken {
  readonly address: Address
  readonly symbol: string
  readonly name: string
  readonly decimals: number
  /** Among the pinned contracts; null where Raiden's own registry has none for this token. */
  readonly tokenNetwork: Address | null
}

/** A chain whose Raiden contracts are built in. */
export interface KnownChain {
  readonly id: number
  readonly name: string
  /** What its fees are paid in. */
  readonly coin: string
  /** A transaction pays for its data, too: the chain writes it into another one. */
  readonly paysForData: boolean
  readonly contracts: RaidenContracts
  /** The token that Raiden's services are paid with. */
  readonly serviceToken: Address
  /** Of every TokenNetwork of the registry. */
  readonly settleTimeoutSeconds: number
  readonly tokens: readonly KnownToken[]
}

/** As Raiden's own deployment data has it (raiden-contracts, `deployment_arbitrum-one.json` and its services' file). */
const arbitrumOne: KnownChain = {
  id: 42_161,
  name: 'Arbitrum One',
  coin: 'ETH',
  paysForData: true,
  contracts: {
    TokenNetworkRegistry: {
      address: pinned('0xa032980dc8c988aec782a0bf7e8fd5797b7145c2'),
      block_number: 8_569_241,
    },
    SecretRegistry: {
      address: pinned('0x68d28d8a32cde93a5657d6d1f4280008052ccffc'),
      block_number: 8_569_235,
    },
    ServiceRegistry: {
      address: pinned('0x60181f168d012a874a59bc520277e4b26462e95e'),
      block_number: 8_569_315,
    },
    UserDeposit: { address: pinned('0xa6ec620845d7322db26a6d8234a3e617b481886f'), block_number: 8_569_322 },
    MonitoringService: {
      address: pinned('0xc0fd1906ae80504c8695baf05ae6e7fcba316ded'),
      block_number: 8_569_326,
    },
    OneToN: { address: pinned('0xed480f2e31bd74b61fffc5710aaa320d0c86f3f4'), block_number: 8_569_329 },
  },
  serviceToken: pinned('0xfad42a1bcb25901b8da6f0cf0b3a263ae614cd63'),
  settleTimeoutSeconds: 15_000,
  tokens: [
    {
      address: pinned('0xda10009cbd5d07dd0cecc66161fc93d7c9000da1'),
      symbol: 'DAI',
      name: 'Dai Stablecoin',
      decimals: 18,
      tokenNetwork: pinned('0x223a31e5601862ca74b2b51781549d3a559625b1'),
    },
    {
      address: pinned('0xaf88d065e77c8cc2239327c5edb3a432268e5831'),
      symbol: 'USDC',
      name: 'USD Coin',
      decimals: 6,
      tokenNetwork: null,
    },
  ],
}

export const knownChains: readonly KnownChain[] = [arbitrumOne]

export function knownChain(id: number): KnownChain | undefined {
  return knownChains.find((chain) => chain.id === id)
}

/** What people call a network's chain. */
export function chainNameOf({ chain }: Pick<NetworkProfile, 'chain'>): string {
  return knownChain(chain.id)?.name ?? chain.name ?? `chain ${chain.id}`
}

/** The symbol of the coin that a network's chain is paid fees in. */
export function coinOf({ chain }: Pick<NetworkProfile, 'chain'>): string {
  return knownChain(chain.id)?.coin ?? chain.coin ?? 'ETH'
}

/** The contracts that are built in for a token; undefined where there are none. */
export function pinnedContracts(chainId: number, token: Address): Contracts | undefined {
  const chain = knownChain(chainId)
  const tokenNetwork = chain?.tokens.find(({ address }) => address === token)?.tokenNetwork
  if (chain === undefined || tokenNetwork === undefined || tokenNetwork === null) return undefined
  return { ...chain.contracts, serviceToken: chain.serviceToken, token, tokenNetwork }
}

function pinned(address: `0x${string}`): Address {
  return address as Address
}
