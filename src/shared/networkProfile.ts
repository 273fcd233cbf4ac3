import { z } from 'zod'
import { feeds } from './currency.ts'
import { BuskerError } from './errors.ts'
import { address, type PeerIdText, peerIdText } from './ids.ts'
import { amount, type Amount, toAmount } from './money.ts'
import { profileUrl } from './profile.ts'
import { line } from './text.ts'
import { coinDecimals } from './token.ts'

const deployed = z.object({ address, block_number: z.int().min(0) })

/**
 * The Raiden contracts of one chain, in the form `Raiden.create` takes (`block_number`: where a node starts to read).
 * Addresses are in lower case: a library that wants the checksummed form gets it where it is called.
 */
export const raidenContracts = z.object({
  TokenNetworkRegistry: deployed,
  ServiceRegistry: deployed,
  UserDeposit: deployed,
  SecretRegistry: deployed,
  MonitoringService: deployed,
  OneToN: deployed,
})
export type RaidenContracts = z.infer<typeof raidenContracts>

/** Everything of Raiden on one chain: the contracts, what is paid with, and where its channels are. */
export const contracts = raidenContracts.extend({
  /** The token that music is paid with. */
  token: address,
  /** The token Raiden's services are paid with; Busker's cost nothing, but the contracts want one. */
  serviceToken: address,
  /** The TokenNetwork of `token`. */
  tokenNetwork: address,
})
export type Contracts = z.infer<typeof contracts>

export const httpUrl = z.url({ protocol: /^https?$/ })

/** Who sells the token for money of a bank or a card. */
export const onRamp = z.object({
  name: line(64),
  url: profileUrl.refine((url) => url.startsWith('https:'), 'must be an address that begins with https://'),
})

const namedPeer = z.object({
  name: line(64),
  peerId: peerIdText,
  /** Multiaddresses, each ending in `/p2p/<peerId>`. */
  addresses: z.array(z.string().min(1).max(512)).max(16),
})

/** An Ursula as the profile names her; more are learnt from the hub. */
export const profileUrsula = namedPeer

/** One network: chain, contracts, token, hub. What a node needs before it can join. */
export const networkProfile = z.object({
  version: z.literal(1),
  /** Stable, for file names: a node keeps its channels apart by it. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  name: line(128),
  chain: z.object({
    id: z.int().min(1),
    rpcUrl: httpUrl,
    /** Further ways to the same chain, of others than the first: one alone could hide what happens to a channel. */
    otherRpcUrls: z.array(httpUrl).max(8).optional(),
    /** What people call it; left out where Busker knows the chain. */
    name: line(64).optional(),
    /** Symbol of the coin that its fees are paid in; likewise. */
    coin: line(16).optional(),
  }),
  contracts,
  token: z.object({
    address,
    symbol: line(16),
    name: line(64),
    decimals: z.int().min(0).max(36),
    /** About what one coin of gas is worth, in base units of the token; left out: nobody says. */
    perGasCoin: amount.optional(),
  }),
  raiden: z.object({
    /** How long a closed channel waits before it can be settled. */
    settleTimeoutSeconds: z.int().min(1),
    /** How long a node needs, at worst, to register a secret on chain. */
    revealTimeoutSeconds: z.int().min(1),
    /** A lock runs for reveal timeout × this. */
    expiryFactor: z.number().min(1),
    confirmationBlocks: z.int().min(1),
    /** How often the chain is asked; also paces message retries, so never below a second. */
    pollingIntervalMs: z.int().min(1000),
  }),
  hub: z.object({
    operator: line(128),
    /** The hub's libp2p multiaddresses, each ending in its `/p2p/<peer id>`. */
    peers: z.array(z.string().min(1).max(512)).min(1).max(16),
    raidenAddress: address,
    /** The Matrix homeserver; its server name is this URL's host and port. */
    matrixUrl: httpUrl,
    /** The path-finding service. */
    pathFindingUrl: httpUrl,
    /** The most a node lets the hub take for one payment, in base units of the token. */
    maximumFee: amount,
  }),
  ursulas: z.array(profileUrsula).max(256).optional(),
  /** Peers that pass connections and news on beside the hub; multiaddresses, each ending in its `/p2p/<peer id>`. */
  relays: z.array(z.string().min(1).max(512)).max(16).optional(),
  /** Those who watch channels for people who are away; the hub's own do not count. */
  towers: z.array(namedPeer).max(16).optional(),
  /** Where it is read what the token is worth, for people who have chosen a currency; not asked where Busker knows the feeds. */
  feeds: feeds.optional(),
  /** Where people get the token from a card or at an exchange, by the operator's word. */
  onRamps: z.array(onRamp).max(8).optional(),
})
export type NetworkProfile = z.infer<typeof networkProfile>

/** The chain id of every network that Busker makes; no chain with anything of worth has it. */
export const localChainId = 31_337
/** Chains on which nothing is worth anything: ours, and what other tools make on one's own machine. */
const localChainIds: readonly number[] = [localChainId, 1337]

/** Whether the network is on a local chain: with play money, on one machine. */
export function isLocalNetwork({ chain }: Pick<NetworkProfile, 'chain'>): boolean {
  return localChainIds.includes(chain.id)
}

/** What so much gas is worth, in base units of the token, rounded up; nothing where nobody says what a coin is worth. */
export function valueOfGas(wei: bigint, { token }: Pick<NetworkProfile, 'token'>): Amount {
  const coin = 10n ** BigInt(coinDecimals)
  return toAmount((wei * (token.perGasCoin ?? 0n) + coin - 1n) / coin)
}

/** @returns the profile as JSON text; amounts are decimal strings */
export function encodeNetworkProfile(profile: NetworkProfile): string {
  return `${JSON.stringify(networkProfile.encode(profile), null, 2)}\n`
}

/** @throws ZodError when `text` is not a profile */
export function decodeNetworkProfile(text: string): NetworkProfile {
  return networkProfile.decode(JSON.parse(text))
}

/** The peers that a node stays connected to: the hub, and what passes connections on beside it. */
export function bootstrapPeersOf({
  hub,
  relays = [],
}: Pick<NetworkProfile, 'hub' | 'relays'>): readonly string[] {
  return [...hub.peers, ...relays]
}

/** Every way to the chain that the profile names. */
export function rpcUrlsOf({ chain }: Pick<NetworkProfile, 'chain'>): readonly string[] {
  return [chain.rpcUrl, ...(chain.otherRpcUrls ?? [])]
}

/** The same network, its chain asked at these addresses. @param urls at least one */
export function withRpcUrls(network: NetworkProfile, urls: readonly string[]): NetworkProfile {
  const [rpcUrl = network.chain.rpcUrl, ...otherRpcUrls] = urls
  return { ...network, chain: { ...network.chain, rpcUrl, otherRpcUrls } }
}

/**
 * Who the hub is.
 *
 * @throws BuskerError `NETWORK_HUB_ADDRESS`
 */
export function hubPeerOf({ hub }: NetworkProfile): PeerIdText {
  const id = peerIdText.safeParse(hub.peers[0]?.split('/p2p/').at(-1))
  if (id.success) return id.data
  throw new BuskerError('NETWORK_HUB_ADDRESS', 'The network profile does not say which peer its hub is.')
}
