import type { Feeds } from './currency.ts'
import type { Address } from './ids.ts'
import {
  type Contracts,
  isLocalNetwork,
  type NetworkProfile,
  type RaidenContracts,
} from './networkProfile.ts'

/** A token that Busker knows by itself, so that no profile can pass another off as it. */
export interface KnownToken {
  readonly address: Address
  readonly symbol: string
  readonly name: string
  readonly decimals: number
  /** Chainlink's feed of its price in US dollars. */
  readonly feed: Address
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
  /** Chainlink's feed of each currency's price in US dollars. */
  readonly currencyFeeds: Feeds['currencies']
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
      feed: pinned('0xc5c8e77b397e531b8ec06bfb0048328b30e9ecfb'),
      tokenNetwork: pinned('0x223a31e5601862ca74b2b51781549d3a559625b1'),
    },
    {
      address: pinned('0xaf88d065e77c8cc2239327c5edb3a432268e5831'),
      symbol: 'USDC',
      name: 'USD Coin',
      decimals: 6,
      feed: pinned('0x50834f3163758fcc1df9973b6e91f0f0f0434ad3'),
      tokenNetwork: null,
    },
  ],
  // As Chainlink publishes them, all of those of currencies (@chainlink/mcp-server 0.0.1-alpha.17, `data/feeds/arbitrum.json`).
  currencyFeeds: {
    AUD: pinned('0x9854e9a850e7c354c1de177ea953a6b1fba8fc22'),
    BRL: pinned('0x04b7384473a2adf1903e3a98acac5d62ba8c2702'),
    CAD: pinned('0xf6da27749484843c4f02f5ad1378cee723dd61d4'),
    CHF: pinned('0xe32accc8c4ec03f6e75bd3621bfc9fbb234e1fc3'),
    CNY: pinned('0xcc3370bde6afe51e1205a5038947b9836371eccb'),
    EUR: pinned('0xa14d53bc1f1c0f31b4aa3bd109344e5009051a84'),
    GBP: pinned('0x9c4424fd84c6661f97d8d6b3fc3c1aac2bedd137'),
    HKD: pinned('0x5082d93991dfcc69f57a27cec63edee1b8c22757'),
    JPY: pinned('0x3dd6e51cb9cae717d5a8778cf79a04029f9cfdf8'),
    KRW: pinned('0x85bb02e0ae286600d1c68bb6ce22cc998d411916'),
    PHP: pinned('0xff82aaf635645fd0bcc7b619c3f28004cdb58574'),
    SEK: pinned('0xde89a55d04ded40a410877ab87d4f567ee66a1f0'),
    SGD: pinned('0xf0d38324d1f86a176ac727a4b0c43c9f9d9c5eb1'),
    TRY: pinned('0xe8f8afe4b56c6c421f691bfac225ce61b2c7cd05'),
    ZAR: pinned('0xa9cc9b5ea2584239365ea6b985868d121cb7aea6'),
  },
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

/**
 * Where it is read what a network's token is worth; undefined where nobody says, and for play money, which is worth nothing.
 * An operator names no other feed where Busker knows one.
 */
export function feedsOf(network: Pick<NetworkProfile, 'chain' | 'token' | 'feeds'>): Feeds | undefined {
  if (isLocalNetwork(network)) return undefined
  const known = knownChain(network.chain.id)
  const token =
    known?.tokens.find(({ address }) => address === network.token.address)?.feed ?? network.feeds?.token
  if (token === undefined) return undefined
  return { token, currencies: { ...network.feeds?.currencies, ...known?.currencyFeeds } }
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
