import { utils } from 'ethers'
import { BehaviorSubject } from 'rxjs'
import { vi } from 'vitest'
import { toAddress } from '../../../shared/ids.ts'
import type { RaidenNetwork } from '../../raidenNetwork.ts'
import type { RaidenChannel } from '../raidenTypes.ts'

type Address = ReturnType<typeof toAddress>

export const [us, hub, other, token, tokenNetwork] = ['1a', '2b', '3c', '4d', '5e'].map((byte) =>
  toAddress(`0x${byte.repeat(20)}`),
) as [Address, Address, Address, Address, Address]
export const transaction = `0x${'9'.repeat(64)}`
/** ms since epoch */
export const chainTime = 1_800_000_000_000
const checksummed = utils.getAddress
export const big = (value: bigint) => ({ toBigInt: () => value })

export const networkOf = (pathFindingUrl: string) =>
  ({
    rpcUrl: 'http://chain.example',
    chainId: 7,
    token,
    tokenNetwork,
    contracts: { SecretRegistry: { address: token } },
    pathFindingUrl,
    confirmationBlocks: 5,
    settleTimeoutSeconds: 500,
    revealTimeoutSeconds: 10,
    pollingIntervalMs: 1_000,
  }) as unknown as RaidenNetwork

/** An open channel of ours. */
export function channel(partner: Address, change: Partial<RaidenChannel> = {}): RaidenChannel {
  return {
    id: 1,
    partner: checksummed(partner),
    token: checksummed(token),
    state: 'open',
    ownCapacity: big(1n),
    partnerCapacity: big(10n),
    ownDeposit: big(3n),
    partnerDeposit: big(10n),
    ownWithdrawable: big(0n),
    ownLocked: big(0n),
    partnerLocked: big(0n),
    ...change,
  }
}
/** A channel in raiden-ts's state, in which nobody has signed anything. */
export const untouched = () => {
  const balanceProof = { nonce: big(0n), transferredAmount: big(0n) }
  const end = { deposit: big(3n), pendingWithdraws: [], balanceProof, locks: [] }
  return { id: 1, own: end, partner: end }
}

/** raiden-ts as far as this process asks it; its chain has a block for each second. */
export function createFakeRaiden() {
  let sayState: (state: string) => void = () => undefined
  const state = {
    blockNumber: chainTime / 1_000,
    channels: {} as Record<string, object>,
    oldChannels: {} as Record<string, object>,
    transfers: {},
  }
  const asked = (name: string) =>
    vi.fn<(...given: string[]) => Promise<string>>().mockName(name).mockResolvedValue(transaction)
  const fake = {
    address: checksummed(us),
    network: { chainId: 7 },
    state,
    state$: new BehaviorSubject(state),
    channels$: new BehaviorSubject<Record<string, Record<string, RaidenChannel>>>({}),
    provider: {
      pollingInterval: 0,
      poll: vi.fn<() => Promise<void>>().mockResolvedValue(),
      send: async () => [],
      getBlockNumber: async () => state.blockNumber,
      getBlock: async (number: number) => ({ number, hash: '0x', timestamp: number, transactions: [] }),
      getTransactionCount: async () => 0,
    },
    store: { dispatch: vi.fn<(action: unknown) => void>() },
    deps: {
      db: {
        busy$: new BehaviorSubject(false),
        storageKeys: new Set<string>(),
        get: vi.fn<(key: string) => Promise<unknown>>(),
        allDocs: async () => ({ rows: [] }),
        bulkDocs: async () => [{ ok: true }],
        info: async () => ({ update_seq: 0 }),
        changes: () => ({ on: () => undefined, cancel: vi.fn<() => void>() }),
      },
      matrix$: new BehaviorSubject({
        sendToDevice: async () => 'sent',
        retryImmediately: () => true,
        on: (_: string, listener: typeof sayState) => void (sayState = listener),
      }),
    },
    start: vi.fn<() => Promise<void>>().mockResolvedValue(),
    stop: vi.fn<() => Promise<void>>().mockResolvedValue(),
    monitorToken: vi.fn<(of: string) => Promise<string>>().mockResolvedValue(checksummed(tokenNetwork)),
    getTokenBalance: async () => big(70n),
    getBalance: async () => big(8n),
    openChannel: asked('openChannel'),
    depositChannel: asked('depositChannel'),
    withdrawChannel: asked('withdrawChannel'),
    closeChannel: asked('closeChannel'),
    settleChannel: asked('settleChannel'),
  }
  return { fake, say: (to: string) => sayState(to) }
}
export type FakeRaiden = ReturnType<typeof createFakeRaiden>['fake']
