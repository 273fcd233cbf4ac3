import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import type { ContractCall } from '../../chain/contractCall.ts'
import { noHash, noLocks, signProof } from '../../chain/balanceProofs.ts'
import { ChainEndpoints } from '../../chain/chainEndpoints.ts'
import { participantState } from '../../chain/testing/memoryChannel.ts'
import { type ChannelOnChain, type SignedUpdate, TokenNetwork } from '../../chain/tokenNetwork.ts'
import type { UrgentOutcome } from '../../chain/urgentTransactions.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Address, toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import type { TowerChain } from '../towerWatch.ts'

export const tokenNetwork = toAddress(`0x${'7'.repeat(40)}`)
export const chainId = 31_337
export const settleTimeout = 1000
const endpoints = new ChainEndpoints({ rpcUrls: ['http://127.0.0.1:9'], chainId, pollingMs: 50 })
const signer = new TokenNetwork(endpoints, tokenNetwork)

/** A channel in memory between two new accounts. */
export interface MemoryTowerChannel {
  readonly channel: bigint
  readonly hub: PrivateKeyAccount
  readonly artist: PrivateKeyAccount
}

/** A TokenNetwork in memory, as far as a tower sees one. Times in ms. */
export class MemoryTowerChain implements TowerChain {
  time = 0
  looks = 0
  readonly sent: { readonly call: ContractCall; readonly gasPrice: bigint }[] = []
  /** What the chain asks for a unit of gas, wei. */
  asked = 10n
  /** Whether what is sent gets into a block. */
  mines = true
  readonly #channels = new Map<string, ChannelOnChain>()
  #opened = 0n

  openChannel(): MemoryTowerChannel {
    this.#opened += 1n
    const hub = privateKeyToAccount(generatePrivateKey())
    const artist = privateKeyToAccount(generatePrivateKey())
    const made = { channel: this.#opened, hub, artist }
    this.set(made, { state: 'open', channel: made.channel })
    return made
  }

  set({ hub, artist }: MemoryTowerChannel, state: ChannelOnChain): void {
    this.#channels.set(keyOf(toAddress(artist.address), toAddress(hub.address)), state)
  }

  /** The hub closes with a proof of this nonce. */
  close(channel: MemoryTowerChannel, nonce = 0n): void {
    this.set(channel, {
      state: 'closed',
      channel: channel.channel,
      own: participantState({}),
      partner: participantState({ closer: true, nonce }),
      settleableAfter: this.time + settleTimeout,
    })
  }

  tokenNetwork(address: Address) {
    if (address !== tokenNetwork) throw new BuskerError('TOWER_NETWORK_UNKNOWN', 'Not here.')
    return {
      canonicalId: (channel: bigint) => signer.canonicalId(channel),
      updateCall: (update: SignedUpdate) => signer.updateCall(update),
      channelBetween: async (own: Address, partner: Address): Promise<ChannelOnChain> => {
        this.looks += 1
        return this.#channels.get(keyOf(own, partner)) ?? { state: 'none' }
      },
    }
  }

  settleTimeout = async () => settleTimeout
  times = async () => ({ earliest: this.time, latest: this.time })

  readonly transactions = {
    gasPrice: async () => this.asked,
    gasOf: async () => 100n,
    sendRound: async (calls: readonly ContractCall[], gasPrice: bigint): Promise<UrgentOutcome[]> =>
      calls.map((call) => {
        this.sent.push({ call, gasPrice })
        if (!this.mines) return { state: 'pending' }
        this.#take(call)
        return { state: 'mined', cost: 100n * gasPrice }
      }),
  }

  #take(call: ContractCall): void {
    const [, closer, other, , nonce] = call.args as [bigint, Address, Address, unknown, bigint]
    const found = this.#channels.get(keyOf(other, closer))
    if (found?.state !== 'closed') throw new Error('not closed')
    this.#channels.set(keyOf(other, closer), { ...found, partner: { ...found.partner, nonce } })
  }
}

/** What the artist hands to towers: the hub has transferred `transferred`. */
export async function updateOf(
  { channel, hub, artist }: MemoryTowerChannel,
  transferred: bigint,
  nonce: bigint,
): Promise<SignedUpdate> {
  const unsigned = {
    transferred: toAmount(transferred),
    locked: toAmount(0n),
    locksroot: noLocks,
    nonce: toAmount(nonce),
    additionalHash: noHash,
  }
  const proof = await signProof(signer.canonicalId(channel), unsigned, hub)
  return signer.signUpdate(channel, toAddress(hub.address), proof, artist)
}

function keyOf(own: Address, partner: Address): string {
  return `${own} ${partner}`
}
