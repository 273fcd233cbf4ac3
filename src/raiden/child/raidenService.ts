import { utils } from 'ethers'
import type { z } from 'zod'
import { BuskerError } from '../../shared/errors.ts'
import { toAddress } from '../../shared/ids.ts'
import type { Emit, ChildService } from '../../process/serveParent.ts'
import type { RaidenContract, RaidenHealth } from '../raidenContract.ts'
import { BalanceProofs } from './balanceProofs.ts'
import { ChainWatch, checkNoBlocksLost } from './chainWatch.ts'
import { ChildTime } from './childTime.ts'
import { Channels } from './channels.ts'
import { ChildStore } from './childStore.ts'
import { TransferFeed } from './transferFeed.ts'
import { hasPath, quoteFee } from './pathFinding.ts'
import { Payer } from './payer.ts'
import { toRaidenError } from './raidenErrors.ts'
import { createRaiden, type RaidenHandle } from './raidenHandle.ts'
import { Payee } from './payee.ts'
import { stateOf, toTransfer } from './storedTransfer.ts'

/** No block for this long, ms, and the chain counts as gone. */
const maxChainSilenceMs = 60_000
const healthIntervalMs = 2_000

/**
 * Opens the databases, checks the chain, starts raiden-ts, and answers requests. The folder must have been claimed.
 *
 * @param create makes raiden-ts, not started
 * @throws BuskerError RAIDEN_CHAIN_WENT_BACK, RAIDEN_CHAIN_UNREACHABLE, RAIDEN_WRONG_CHAIN, RAIDEN_HUB_UNREACHABLE, NETWORK_CONTRACTS_WRONG, RAIDEN_FAILED
 */
export async function openRaidenService(
  start: z.output<RaidenContract['start']>,
  emit: Emit<RaidenContract>,
  create: typeof createRaiden = createRaiden,
): Promise<ChildService<RaidenContract>> {
  const { network, dataFolder } = start
  const time = new ChildTime()
  if (start.chainTime !== null) {
    time.set(start.chainTime)
    time.install()
  }
  const store = new ChildStore(dataFolder)
  const handle = await openRaiden(start, create)
  await checkNoBlocksLost(handle, store)
  const { raiden } = handle
  const address = toAddress(raiden.address)
  const transferFeed = new TransferFeed(handle, store, address, emit)
  const payer = new Payer(handle, store, network, address)
  const payee = new Payee(handle, network, time.now)
  const channels = new Channels(handle, network, start.parallelTransactions)
  const chain = new ChainWatch(
    handle,
    store,
    network.confirmationBlocks,
    (block) => emit('block', block),
    time.now,
  )
  const balanceProofs = new BalanceProofs(handle, network)

  let connected = false
  let lastHealth: RaidenHealth | null = null
  const health = (): RaidenHealth => ({
    chain: Math.max(chain.silenceMs, chain.block.lag) < maxChainSilenceMs,
    hub: connected,
  })
  const emitHealth = (): void => {
    const now = health()
    if (lastHealth !== null && lastHealth.chain === now.chain && lastHealth.hub === now.hub) return
    lastHealth = now
    emit('health', now)
  }
  handle.onTransport((isConnected) => {
    connected = isConnected
    emitHealth()
  })

  try {
    await handle.start(network.pollingIntervalMs)
    const tokenNetwork = toAddress(await raiden.monitorToken(utils.getAddress(network.token)))
    if (tokenNetwork !== network.tokenNetwork) throw otherTokenNetwork(tokenNetwork, network.tokenNetwork)
  } catch (error) {
    throw toRaidenError(error, 'Starting the Raiden node')
  }
  let stopping = false
  raiden.state$.subscribe({
    complete: () => {
      // Uncaught on purpose: the process ends with it, and its supervisor starts a fresh one.
      if (!stopping) throw new Error('raiden-ts has stopped by itself.')
    },
  })
  await transferFeed.start()
  chain.start()
  channels.onChange((all) => emit('channelsChanged', all))
  if (start.mediationFee === null) balanceProofs.onChange((proofs) => emit('proofsChanged', proofs))
  const timer = setInterval(emitHealth, healthIntervalMs)

  return {
    ready: { address, block: raiden.state.blockNumber },
    handlers: {
      status: async () => ({ address, block: chain.block, health: health() }),
      channels: async () => channels.list(),
      proofs: async ({ partner }) => balanceProofs.newest(partner),
      allProofs: async () => balanceProofs.all(),
      openChannel: async ({ partner, amount }) => channels.open(partner, amount),
      deposit: async ({ partner, amount }) => channels.deposit(partner, amount),
      depositUpTo: async ({ partner, amount }) => {
        await channels.depositUpTo(partner, amount)
        return null
      },
      settledShare: async ({ partner, channel }) => channels.settledShare(partner, channel),
      withdraw: async ({ partner, amount }) => channels.withdraw(partner, amount),
      closeChannel: async ({ partner }) => channels.close(partner),
      settleChannel: async ({ partner }) => channels.settle(partner),
      balances: async () => channels.balances(),
      pay: async ({ intent, secret }) => {
        await payer.pay(intent, secret)
        return null
      },
      quoteFee: async ({ target, amount }) => ({
        fee: await quoteFee(network, { from: address, to: target, amount }),
      }),
      canReceive: async ({ amount }) => {
        const open = (await channels.list()).filter(({ state }) => state === 'open')
        const sufficient = open.filter(({ partnerCapacity }) => partnerCapacity >= amount)
        const hasPaths = await Promise.all(
          sufficient.map(async ({ partner }) => hasPath(network, { from: partner, to: address, amount })),
        )
        return hasPaths.includes(true)
      },
      lookup: async ({ secretHash, direction }) => {
        const stored = await handle.storedTransfer(secretHash, direction)
        if (stored === null) return { state: 'unknown' }
        return toTransfer(stored, await stateOf(stored, handle.registeredAt.bind(handle)))
      },
      release: async ({ secretHash, secret }) => {
        await payee.release(secretHash, secret)
        return null
      },
      outcomesAfter: async ({ cursor, limit }) => store.outcomesAfter(cursor, limit),
      wake: async () => {
        handle.wake()
        return null
      },
      setChainTime: async (now) => {
        time.set(now.time)
        return null
      },
      incomingPending: async () => transferFeed.incomingPending(),
      pendingTransfers: async () => transferFeed.pendingTransfers(),
      intentsWith: async ({ target, paymentId }) => store.intentsWith(target, paymentId),
    },
    stop: async () => {
      stopping = true
      clearInterval(timer)
      await chain.stop()
      await transferFeed.stop()
      await handle.stop()
      store.close()
    },
  }
}

/** Channels there would be watched by nobody. */
function otherTokenNetwork(found: string, expected: string): BuskerError {
  return new BuskerError(
    'NETWORK_CONTRACTS_WRONG',
    `Channels in this token are made in ${found}, and the network’s profile names ${expected}. No payment goes through it.`,
  )
}

async function openRaiden(
  start: z.output<RaidenContract['start']>,
  create: typeof createRaiden,
): Promise<RaidenHandle> {
  const { network } = start
  try {
    const handle = await create(start)
    if (handle.raiden.network.chainId === network.chainId) return handle
    throw new BuskerError(
      'RAIDEN_WRONG_CHAIN',
      `${network.rpcUrl} serves chain ${handle.raiden.network.chainId}, this network is on chain ${network.chainId}. Correct the RPC address.`,
    )
  } catch (error) {
    if (error instanceof Error && /could not detect network/.test(error.message)) {
      throw new BuskerError(
        'RAIDEN_CHAIN_UNREACHABLE',
        `The chain at ${network.rpcUrl} does not answer. Start it or correct the address.`,
        {
          cause: error,
        },
      )
    }
    throw toRaidenError(error, 'Opening the Raiden node')
  }
}
