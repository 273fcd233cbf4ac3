import { utils } from 'ethers'
import type { z } from 'zod'
import { BuskerError } from '../../shared/errors.ts'
import { toAddress } from '../../shared/ids.ts'
import type { Emit, Service } from '../../process/serveParent.ts'
import type { RaidenContract, RaidenHealth } from '../messages.ts'
import { ChainWatch, refuseLostBlocks } from './chainWatch.ts'
import { Channels } from './channels.ts'
import { ChildStore } from './childStore.ts'
import { Journal } from './journal.ts'
import { hasPath } from './pathFinding.ts'
import { Payer } from './payer.ts'
import { toRaidenError } from './raidenErrors.ts'
import { createRaiden, type RaidenHandle } from './raidenTs.ts'
import { Seller } from './seller.ts'
import { stateOf, toTransfer } from './storedTransfer.ts'

/** No block for this long, ms, and the chain counts as gone. */
const CHAIN_SILENCE = 60_000
const HEALTH_INTERVAL = 2_000

/**
 * Opens the databases, checks the chain, starts raiden-ts, and answers requests. The folder must have been claimed.
 *
 * @throws BuskerError RAIDEN_CHAIN_WENT_BACK, RAIDEN_CHAIN_UNREACHABLE, RAIDEN_WRONG_CHAIN, RAIDEN_HUB_UNREACHABLE, RAIDEN_FAILED
 */
export async function openRaidenService(
  start: z.output<RaidenContract['start']>,
  emit: Emit<RaidenContract>,
): Promise<Service<RaidenContract>> {
  const { network, dataFolder } = start
  const store = new ChildStore(dataFolder)
  const handle = await openRaiden(start)
  await refuseLostBlocks(handle, store)
  const { raiden } = handle
  const address = toAddress(raiden.address)
  const journal = new Journal(handle, store, address, emit)
  const payer = new Payer(handle, store, network, address)
  const seller = new Seller(handle, network)
  const channels = new Channels(handle, network)
  const chain = new ChainWatch(handle, store, network.confirmationBlocks, (block) => emit('block', block))

  let connected = false
  let told: RaidenHealth | null = null
  const health = (): RaidenHealth => ({ chain: chain.silence < CHAIN_SILENCE, hub: connected })
  const tellHealth = (): void => {
    const now = health()
    if (told !== null && told.chain === now.chain && told.hub === now.hub) return
    told = now
    emit('health', now)
  }
  handle.onTransport((isConnected) => {
    connected = isConnected
    tellHealth()
  })

  try {
    await handle.start(network.pollingIntervalMs)
    await raiden.monitorToken(utils.getAddress(network.token))
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
  await journal.start()
  chain.start()
  channels.onChange((all) => emit('channelsChanged', all))
  const timer = setInterval(tellHealth, HEALTH_INTERVAL)

  return {
    ready: { address, block: raiden.state.blockNumber },
    handlers: {
      status: async () => ({ address, block: chain.block, health: health() }),
      channels: async () => channels.list(),
      proofs: async ({ partner }) => channels.proofs(partner),
      openChannel: async ({ partner, amount }) => channels.open(partner, amount),
      deposit: async ({ partner, amount }) => channels.deposit(partner, amount),
      withdraw: async ({ partner, amount }) => channels.withdraw(partner, amount),
      closeChannel: async ({ partner }) => channels.close(partner),
      settleChannel: async ({ partner }) => channels.settle(partner),
      balances: async () => channels.balances(),
      pay: async ({ intent, secret }) => {
        await payer.pay(intent, secret)
        return null
      },
      canReceive: async ({ amount }) => {
        const open = (await channels.list()).filter(({ state }) => state === 'open')
        const roomy = open.filter(({ partnerCapacity }) => partnerCapacity >= amount)
        const ways = await Promise.all(
          roomy.map(async ({ partner }) => hasPath(network, { from: partner, to: address, amount })),
        )
        return ways.includes(true)
      },
      lookup: async ({ secretHash, direction }) => {
        const stored = await handle.storedTransfer(secretHash, direction)
        if (stored === null) return { state: 'unknown' }
        return toTransfer(stored, await stateOf(stored, (hash) => handle.registeredAt(hash)))
      },
      release: async ({ secretHash, secret }) => {
        await seller.release(secretHash, secret)
        return null
      },
      registerOnChain: async ({ secretHash, secret }) => {
        await seller.registerOnChain(secretHash, secret)
        return null
      },
      outcomesAfter: async ({ cursor, limit }) => store.outcomesAfter(cursor, limit),
      wake: async () => {
        handle.wake()
        return null
      },
      incomingPending: async () => journal.incomingPending(),
    },
    stop: async () => {
      stopping = true
      clearInterval(timer)
      await chain.stop()
      await journal.stop()
      await handle.stop()
      store.close()
    },
  }
}

async function openRaiden(start: z.output<RaidenContract['start']>): Promise<RaidenHandle> {
  const { network } = start
  try {
    const handle = await createRaiden(start)
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
