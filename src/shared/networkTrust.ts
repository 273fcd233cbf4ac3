import { BuskerError } from './errors.ts'
import { type KnownToken, knownChain, knownChains, pinnedContracts } from './knownChains.ts'
import { nameKey } from './nameKey.ts'
import { type Contracts, isLocalNetwork, type NetworkProfile } from './networkProfile.ts'
import { quote } from './text.ts'

/**
 * Whose word it is that a network's contracts are Raiden's: nobody's, where money is play money; Busker's own, where they
 * are built in; else its operator's, which a person has to accept.
 */
type ContractSource = 'local' | 'pinned' | 'operator'

/** Of contracts that only an operator vouches for: whoever is away for a day still comes in time to answer a close. */
const leastSettleTimeoutSeconds = 24 * 60 * 60

export function contractSourceOf({
  chain,
  contracts,
}: Pick<NetworkProfile, 'chain' | 'contracts'>): ContractSource {
  if (isLocalNetwork({ chain })) return 'local'
  const pinned = pinnedContracts(chain.id, contracts.token)
  return pinned !== undefined && fingerprint(pinned) === fingerprint(contracts) ? 'pinned' : 'operator'
}

/** Whether money is in the same hands in both: chain, contracts and token. */
export function haveSameContracts(
  one: Pick<NetworkProfile, 'chain' | 'contracts'>,
  other: Pick<NetworkProfile, 'chain' | 'contracts'>,
): boolean {
  return one.chain.id === other.chain.id && fingerprint(one.contracts) === fingerprint(other.contracts)
}

/**
 * Refuses a network for real money of which can be said without asking its chain that it can't be right.
 *
 * @throws BuskerError `NETWORK_CHAIN_NAME`, `NETWORK_TOKEN_WRONG`, `NETWORK_SETTLE_TIMEOUT`
 */
export function checkProfile(network: NetworkProfile): void {
  const source = contractSourceOf(network)
  if (source === 'local') return
  checkChainName(network)
  checkToken(network)
  const { settleTimeoutSeconds, revealTimeoutSeconds, expiryFactor } = network.raiden
  const pinned = source === 'pinned' ? knownChain(network.chain.id)?.settleTimeoutSeconds : undefined
  if (pinned !== undefined && settleTimeoutSeconds !== pinned) {
    throw settleTimeoutError(
      `says that a closed connection waits ${settleTimeoutSeconds} s; by its contracts it waits ${pinned} s.`,
    )
  }
  if (pinned === undefined && settleTimeoutSeconds < leastSettleTimeoutSeconds) {
    throw settleTimeoutError(
      `lets a closed connection wait for ${settleTimeoutSeconds} s only: who is offline for a day could lose what they earned. At least ${leastSettleTimeoutSeconds} s are asked for.`,
    )
  }
  if (revealTimeoutSeconds * expiryFactor >= settleTimeoutSeconds) {
    throw settleTimeoutError('lets a payment wait for longer than a closed connection.')
  }
}

/** A chain that Busker knows is called by its name alone: no other network has that, or one that looks like it. */
function checkChainName({ name, chain }: NetworkProfile): void {
  const keys = [name, chain.name ?? ''].map(nameKey)
  const claimed = knownChains.find(
    (known) => known.id !== chain.id && keys.some((key) => key.includes(nameKey(known.name))),
  )
  if (claimed === undefined) return
  throw new BuskerError(
    'NETWORK_CHAIN_NAME',
    `The network ${quote(name, 128)} goes by the name of ${claimed.name}, which is chain ${claimed.id}; it is on chain ${chain.id}. Nothing was joined. Do not trust this profile.`,
  )
}

function checkToken({ chain, token, contracts }: NetworkProfile): void {
  if (token.address !== contracts.token) {
    throw tokenError(`The network names two tokens, ${token.address} and ${contracts.token}.`)
  }
  const known = knownChain(chain.id)
  const sameAddress = known?.tokens.find(({ address }) => address === token.address)
  if (sameAddress !== undefined && !isNamedRightly(token, sameAddress)) {
    throw tokenError(
      `The network calls its token ${token.symbol} with ${token.decimals} decimals; it is ${sameAddress.symbol} with ${sameAddress.decimals}.`,
    )
  }
  const named = known?.tokens.find((each) => goesByItsName(token, each))
  if (known !== undefined && named !== undefined && named.address !== token.address) {
    throw tokenError(
      `The network calls its token ${quote(token.symbol)}, ${quote(token.name)}, and it is not: ${named.symbol} on ${known.name} is ${named.address}.`,
    )
  }
  const imitated = knownChains
    .flatMap(({ tokens }) => tokens)
    .find(({ symbol }) => imitates(token.symbol, symbol))
  if (imitated !== undefined) {
    throw tokenError(
      `The network calls its token ${quote(token.symbol)}, which is written with other letters than ${imitated.symbol}.`,
    )
  }
}

/** People read a token's symbol or its name, and not each letter's alphabet. */
function goesByItsName(token: Pick<NetworkProfile['token'], 'symbol' | 'name'>, known: KnownToken): boolean {
  return nameKey(token.symbol) === nameKey(known.symbol) || nameKey(token.name) === nameKey(known.name)
}

function imitates(symbol: string, real: string): boolean {
  return nameKey(symbol) === nameKey(real) && symbol.toLowerCase() !== real.toLowerCase()
}

function isNamedRightly(token: NetworkProfile['token'], known: KnownToken): boolean {
  return token.symbol === known.symbol && token.decimals === known.decimals
}

function tokenError(message: string): BuskerError {
  return new BuskerError('NETWORK_TOKEN_WRONG', `${message} Nothing was joined. Do not trust this profile.`)
}

function settleTimeoutError(message: string): BuskerError {
  return new BuskerError('NETWORK_SETTLE_TIMEOUT', `The network ${message} Nothing was joined.`)
}

function fingerprint(contracts: Contracts): string {
  return JSON.stringify(Object.entries(contracts).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
