import { createRequire } from 'node:module'
import { utils } from 'ethers'
import { firstValueFrom, type Observable } from 'rxjs'
import type { z } from 'zod'
import type { BuskerError } from '../../shared/errors.ts'
import type { Secret, SecretHash } from '../../shared/ids.ts'
import type { raidenContract } from '../raidenContract.ts'
import type { Direction } from '../payments.ts'
import type { RaidenNetwork } from '../raidenNetwork.ts'
import { type ActionFilter, replaceEpicMiddleware } from './epicMiddleware.ts'
import type { Raiden, RaidenChannel, RaidenDatabase, RaidenState } from './raidenTypes.ts'
import { followReadBlocks } from './readBlocks.ts'
import { WithdrawalHold } from './withdrawalHold.ts'
import { sendInTurn, type TransactionSigner } from './sendInTurn.ts'
import { openSealedFolder } from './sealedFolder.ts'
import { raidenStateKey, sealedLevel } from './sealedLevel.ts'
import { WriteTracker } from './writeTracker.ts'
import { storedTransfer, type StoredTransfer } from './storedTransfer.ts'

replaceEpicMiddleware()
const { Raiden } = createRequire(import.meta.url)('raiden-ts') as {
  readonly Raiden: {
    create(rpcUrl: string, key: string, storage: object, contracts: object, config: object): Promise<Raiden>
  }
}

interface MatrixClient {
  sendToDevice(type: string, content: unknown): Promise<unknown>
  on(event: 'sync', listener: (state: string) => void): unknown
  /** Ends a pause between attempts. */
  retryImmediately(): boolean
  readonly syncApi?: { readonly currentSyncRequest?: { abort?(): void } | null }
}
/** What raiden-ts keeps private and Busker needs, above all to release a secret that only the seller holds. */
interface RaidenInternals {
  readonly store: { dispatch(action: unknown): unknown }
  readonly deps: ActionFilter & {
    readonly db: RaidenDatabase
    readonly signer: TransactionSigner
    readonly matrix$: Observable<MatrixClient>
    readonly secretRegistryContract: {
      getSecretRevealBlockTime(
        secretHash: string,
        at: { readonly blockTag: number },
      ): Promise<{ toNumber(): number }>
    }
  }
}

/** Also how long raiden-ts waits after a lock has run out before it takes the money back, ms. */
const httpTimeoutMs = 10_000
/**
 * When an unanswered message is sent again, ms (then 1.4 times as long, and so on). raiden-ts would use the chain's polling
 * interval, a second: nodes of a busy machine then drown each other in repetitions, and the homeserver loses none anyway.
 */
const resendIntervalMs = 3_000
const stopTimeoutMs = 1_000

type StartMessage = z.output<typeof raidenContract.start>

/** A raiden-ts node, made but not started, with the few things added that it lacks. */
export async function createRaiden({
  privateKey,
  dataFolder,
  network,
  mediationFee,
}: StartMessage): Promise<RaidenHandle> {
  const level = sealedLevel(raidenStateKey(privateKey), endOnDamage)
  const folder = await openSealedFolder(dataFolder, level)
  const raiden = await Raiden.create(
    network.rpcUrl,
    privateKey,
    { prefix: `${folder}/`, db: level },
    checksummed(network.contracts),
    {
      matrixServer: network.matrixUrl,
      pfsMode: 'onlyAdditional',
      additionalServices: [network.pathFindingUrl],
      pfsSafetyMargin: 1,
      pfsMaxPaths: 3,
      confirmationBlocks: network.confirmationBlocks,
      pollingInterval: resendIntervalMs,
      httpTimeout: httpTimeoutMs,
      revealTimeout: network.revealTimeoutSeconds,
      expiryFactor: network.expiryFactor,
      monitoringReward: null,
      mediationFees:
        mediationFee === null || mediationFee === 0n
          ? {}
          : { [utils.getAddress(network.token)]: { flat: mediationFee.toString(), cap: true } },
      caps: {
        Receive: 1,
        Mediate: mediationFee === null ? 0 : 1,
        webRTC: 0,
        Delivery: 0,
        toDevice: 1,
        immutableMetadata: 1,
      },
      encryptSecret: true,
      autoSettle: false,
      autoUDCWithdraw: false,
      logger: 'warn',
      fallbackIceServers: [],
    },
  )
  sendInTurn((raiden as unknown as RaidenInternals).deps.signer)
  return new RaidenHandle(raiden, network)
}

/** Uncaught on purpose: the process ends, and says why, before anybody goes on without what was to be read. */
function endOnDamage(error: BuskerError): void {
  process.nextTick(() => {
    throw error
  })
}

/** raiden-ts with what it keeps private, in one place. */
export class RaidenHandle {
  readonly raiden: Raiden
  readonly withdrawalHold: WithdrawalHold
  readonly #settleTimeoutSeconds: number
  readonly #internals: RaidenInternals
  readonly #writes: WriteTracker
  readonly #confirmations: number

  constructor(raiden: Raiden, network: RaidenNetwork) {
    this.raiden = raiden
    this.#confirmations = network.confirmationBlocks
    this.#internals = raiden as unknown as RaidenInternals
    this.#settleTimeoutSeconds = network.settleTimeoutSeconds
    followReadBlocks({
      provider: raiden.provider,
      database: this.database,
      tokenNetwork: utils.getAddress(network.tokenNetwork),
      secretRegistry: utils.getAddress(network.contracts.SecretRegistry.address),
      confirmations: network.confirmationBlocks,
      storedBlock: raiden.state.blockNumber,
    })
    this.#writes = new WriteTracker(this.database)
    this.withdrawalHold = new WithdrawalHold(raiden, network.confirmationBlocks)
    this.#internals.deps.isHeld = (action) => this.withdrawalHold.isHeld(action)
    this.#writeBeforeSending()
    sortBySigningOrder(raiden.state.transfers)
  }

  /**
   * Resolves when everything is saved; the process is to end then. raiden-ts closes by itself in a tenth of a second, unless
   * a payment was just made: then a part of it that Busker does not use (monitoring) sits out a debounce of half a minute.
   */
  async stop(): Promise<void> {
    const patience = new Promise<void>((resolve) => setTimeout(resolve, stopTimeoutMs))
    await Promise.race([this.raiden.stop(), patience])
    await this.written()
  }

  /** Resolves when the node is synced. The chain is then polled every `pollingInterval` ms. */
  async start(pollingInterval: number): Promise<void> {
    await this.withdrawalHold.start()
    const starting = this.raiden.start()
    // It asks the contract, and meanwhile takes 15,000 seconds: for channels that were closed before, it stays at that.
    this.#dispatch({ type: 'contract/settleTimeout', payload: this.#settleTimeoutSeconds })
    await starting
    this.raiden.provider.pollingInterval = pollingInterval
  }

  get database(): RaidenDatabase {
    return this.#internals.deps.db
  }

  /** Whether the homeserver answers: `listener` is told each change of the sync state. */
  onTransport(listener: (connected: boolean) => void): void {
    this.#internals.deps.matrix$.subscribe((matrix) =>
      matrix.on('sync', (state) => listener(['PREPARED', 'SYNCING', 'CATCHUP'].includes(state))),
    )
  }

  /** Asks chain and homeserver anew: what they were asked before may wait on a connection that is dead. */
  wake(): void {
    this.#internals.deps.matrix$.subscribe((matrix) => {
      matrix.syncApi?.currentSyncRequest?.abort?.()
      // Once the client has seen that, and begun its pause.
      setTimeout(() => matrix.retryImmediately(), 100)
    })
    this.raiden.provider.poll().catch((error: unknown) => {
      process.stderr.write(`The chain does not answer yet: ${String(error)}\n`)
    })
  }

  /** Resolves when every change so far is in raiden-ts's database. */
  async written(): Promise<void> {
    await this.#writes.written()
  }

  /** The stored transfer, or null; only what is in the database counts, not what is merely in memory. */
  async storedTransfer(secretHash: SecretHash, direction: Direction): Promise<StoredTransfer | null> {
    const key = `${direction}:${secretHash}`
    if (!this.database.storageKeys.has(key)) return null
    const document = await this.database.get(key).catch((error: { readonly status?: number }) => {
      if (error.status === 404) return null
      throw error
    })
    return document === null ? null : storedTransfer.parse(document)
  }

  /**
   * When the secret of `secretHash` was registered on chain, seconds, as of the newest block that is confirmed; null when
   * it was not before `expiration`; undefined while a block may still show that it was.
   */
  async registeredAt(secretHash: SecretHash, expiration: number): Promise<number | null | undefined> {
    const { provider } = this.raiden
    const number = Math.max(0, (await provider.getBlockNumber()) - this.#confirmations)
    const block = await provider.getBlock(number)
    if (block === null) return undefined
    const { secretRegistryContract } = this.#internals.deps
    const time = await secretRegistryContract.getSecretRevealBlockTime(secretHash, { blockTag: number })
    if (time.toNumber() !== 0) return time.toNumber()
    return block.timestamp < expiration ? undefined : null
  }

  /** Hands the node the secret of a received transfer: it reveals it to the previous hop and takes the unlock. */
  reveal(secretHash: SecretHash, secret: Secret): void {
    const meta = { secrethash: secretHash, direction: 'received' }
    this.#dispatch({ type: 'transfer/secret', payload: { secret }, meta })
  }

  #dispatch(action: unknown): void {
    this.#internals.store.dispatch(action)
  }

  /**
   * raiden-ts writes its state while its messages are already on their way; killed in between, it would forget a lock it
   * had sent. So no message leaves before the state it speaks of is written.
   */
  #writeBeforeSending(): void {
    this.#internals.deps.matrix$.subscribe((matrix) => {
      const send = matrix.sendToDevice.bind(matrix)
      matrix.sendToDevice = async (type, content) => {
        await this.written()
        return send(type, content)
      }
    })
  }
}

/** The token's channels. */
export function channelsOf({ raiden }: RaidenHandle, token: string): Promise<RaidenChannel[]> {
  return firstValueFrom(raiden.channels$).then((all) => Object.values(all[token] ?? {}))
}

/**
 * At its start raiden-ts sends what is pending in the order in which its database gives it, that of the hashes; but its
 * partner takes only the next nonce and drops all others until they are repeated. So they are put in the order of signing.
 */
function sortBySigningOrder(transfers: RaidenState['transfers']): void {
  const mutable = transfers as Record<string, (typeof transfers)[string]>
  const sorted = Object.entries(transfers).toSorted(
    ([, { transfer: a }], [, { transfer: b }]) =>
      a.ts - b.ts || Number(a.nonce.toBigInt() - b.nonce.toBigInt()),
  )
  for (const [key, transfer] of sorted) {
    delete mutable[key]
    mutable[key] = transfer
  }
}

function checksummed(contracts: RaidenNetwork['contracts']): object {
  return Object.fromEntries(
    Object.entries(contracts).map(([name, { address, block_number }]) => [
      name,
      { address: utils.getAddress(address), block_number },
    ]),
  )
}
