import { randomUUID } from 'node:crypto'
import PQueue from 'p-queue'
import type { Channel } from '../../raiden/raidenContract.ts'
import type { RaidenNode } from '../../raiden/raidenNode.ts'
import type { ChainStepKind } from '../../shared/api/chainSteps.ts'
import { BuskerError, type ErrorCode, isBuskerError, toErrorData } from '../../shared/errors.ts'
import type { Address, Hex32 } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { Startable } from '../../shared/startable.ts'
import type { ChainStep, ChainStepRecords } from './chainStepRecords.ts'

export interface ChainStepsOptions {
  readonly records: ChainStepRecords
  readonly raiden: Pick<
    RaidenNode,
    'channels' | 'deposit' | 'depositUpTo' | 'withdraw' | 'closeChannel' | 'onReady'
  >
  /** What this account has taken out of its channel with the partner so far, by the chain, base units. */
  readonly withdrawn: (partner: Address) => Promise<Amount>
  /** Whether the chain has an open channel with the partner. */
  readonly isOpen: (partner: Address) => Promise<boolean>
  /** What a transaction of this account cost, wei; null where the chain does not say. */
  readonly feeOf: (hash: Hex32) => Promise<Amount | null>
  /** How long a withdrawal that was interrupted may still come, ms: the partner may have signed it. */
  readonly withdrawalMs: number
  readonly intervalMs: number
  readonly now: () => number
  readonly onChange: () => void
  readonly onProblem: (problem: unknown) => void
}

type Moved = 'deposit' | 'withdraw'

/** What was interrupted can't go on after these. */
const finalErrors: readonly ErrorCode[] = [
  'RAIDEN_BALANCE_TOO_LOW',
  'RAIDEN_NO_CHANNEL',
  'WALLET_WITHDRAWAL_LOST',
]

/**
 * Moves money into a channel and out of it, and closes one, each written down before it is sent. Whoever asked need not wait. What
 * a crash interrupts goes on when Raiden runs again: by what the chain says then, so that nothing is moved twice.
 */
export class ChainSteps implements Startable {
  readonly #options: ChainStepsOptions
  /** What is in a channel is read and changed by one at a time. */
  readonly #moves = new PQueue({ concurrency: 1 })
  readonly #active = new Set<string>()
  #unsubscribe: (() => void) | null = null
  #timer: NodeJS.Timeout | undefined
  #resuming: Promise<void> = Promise.resolve()

  constructor(options: ChainStepsOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    this.#unsubscribe ??= this.#options.raiden.onReady(() => this.#resume())
    this.#resume()
  }

  async stop(): Promise<void> {
    this.#unsubscribe?.()
    this.#unsubscribe = null
    clearTimeout(this.#timer)
    await this.#resuming
  }

  /** Newest first. */
  list(): ChainStep[] {
    return this.#options.records.list()
  }

  /** Adds to the channel. Resolves when the chain has it. @throws as `RaidenNode.deposit` */
  async deposit(partner: Address, amount: Amount): Promise<Hex32> {
    const { raiden } = this.#options
    return this.#move('deposit', partner, amount, {
      before: async () => (await this.#channel(partner))?.ownDeposit ?? toAmount(0n),
      act: () => raiden.deposit(partner, amount),
    })
  }

  /**
   * Raises what is deposited to `total`, for somebody who tries again by themselves: an attempt that failed is not listed.
   *
   * @throws as `RaidenNode.deposit`
   */
  async depositUpTo(partner: Address, total: Amount): Promise<void> {
    const { raiden, records } = this.#options
    await this.#moves.add(async () => {
      await this.#endInterrupted('deposit', partner)
      const has = (await this.#channel(partner))?.ownDeposit ?? toAmount(0n)
      if (has >= total) return
      const amount = toAmount(total - has)
      const step = this.#write('deposit', partner, amount, total)
      try {
        await this.#run(step, () => raiden.deposit(partner, amount))
      } finally {
        if (records.get(step.id)?.state === 'failed') records.remove(step.id)
      }
    })
  }

  /** Takes out of the channel. Resolves when the chain has it. @throws as `RaidenNode.withdraw` */
  async withdraw(partner: Address, amount: Amount): Promise<Hex32> {
    const { raiden, withdrawn } = this.#options
    return this.#move('withdraw', partner, amount, {
      before: () => withdrawn(partner),
      act: () => raiden.withdraw(partner, amount),
    })
  }

  /** What was taken out of the channel with the partner so far, by the chain, base units. */
  withdrawn(partner: Address): Promise<Amount> {
    return this.#options.withdrawn(partner)
  }

  /**
   * Takes out as much as makes `total` in all, from whatever it is when its turn comes: asked for twice, it is taken out once.
   *
   * @throws as `RaidenNode.withdraw`
   */
  async withdrawUpTo(partner: Address, total: Amount): Promise<void> {
    const { raiden, withdrawn } = this.#options
    await this.#moves.add(async () => {
      await this.#endInterrupted('withdraw', partner)
      const has = await withdrawn(partner)
      if (has >= total) return
      const amount = toAmount(total - has)
      await this.#run(this.#write('withdraw', partner, amount, total), () => raiden.withdraw(partner, amount))
    })
  }

  /** Closes the channel. Resolves when the chain has it. @throws as `RaidenNode.closeChannel` */
  async close(partner: Address): Promise<Hex32> {
    const channel = await this.#channel(partner)
    const step = this.#write('close', partner, channel?.ownWithdrawable ?? toAmount(0n), null)
    return this.#run(step, () => this.#options.raiden.closeChannel(partner))
  }

  /** Something happened on the chain that nobody here has sent. @param id the same for the same thing: it is noted once */
  note(id: string, kind: ChainStepKind, partner: Address, amount: Amount): void {
    const { records, onChange } = this.#options
    if (records.get(id) !== undefined) return
    records.insert({ ...this.#newStep(kind, partner, amount, null), id, state: 'done' })
    onChange()
  }

  async #move(
    kind: Moved,
    partner: Address,
    amount: Amount,
    { before, act }: { readonly before: () => Promise<Amount>; readonly act: () => Promise<Hex32> },
  ): Promise<Hex32> {
    return this.#moves.add(async () => {
      await this.#endInterrupted(kind, partner)
      const goal = toAmount((await before()) + amount)
      return this.#run(this.#write(kind, partner, amount, goal), act)
    })
  }

  /** What is in the channel once this is done says nothing of the new step while an older one is open. */
  async #endInterrupted(kind: Moved, partner: Address): Promise<void> {
    const open = this.#interrupted().filter((step) => step.kind === kind && step.partner === partner)
    if (kind === 'withdraw' && open.length > 0) {
      throw new BuskerError(
        'RAIDEN_BUSY',
        'Money is being taken out of this connection already. Wait until that is done.',
      )
    }
    for (const step of open) await this.#depositRest(step)
  }

  #write(kind: ChainStepKind, partner: Address, amount: Amount, goal: Amount | null): ChainStep {
    const step = this.#newStep(kind, partner, amount, goal)
    this.#options.records.insert(step)
    this.#options.onChange()
    return step
  }

  #newStep(kind: ChainStepKind, partner: Address, amount: Amount, goal: Amount | null): ChainStep {
    const at = this.#options.now()
    return {
      id: randomUUID(),
      kind,
      partner,
      amount,
      goal,
      state: 'running',
      hash: null,
      fee: null,
      code: null,
      message: null,
      createdAt: at,
      changedAt: at,
    }
  }

  async #run(step: ChainStep, act: () => Promise<Hex32>): Promise<Hex32> {
    this.#active.add(step.id)
    try {
      const hash = await act()
      await this.#finish(step, hash)
      return hash
    } catch (error) {
      // With the process gone nothing is known: it goes on when Raiden runs again.
      const isInterrupted = isBuskerError(error) && error.code.startsWith('PROCESS_')
      this.#change(step, { ...(isInterrupted ? {} : { state: 'failed' }), ...toErrorData(error) })
      throw error
    } finally {
      this.#active.delete(step.id)
    }
  }

  async #finish(step: ChainStep, hash: Hex32 | null): Promise<void> {
    this.#change(step, { state: 'done', hash, code: null, message: null })
    const fee = hash === null ? null : await this.#options.feeOf(hash).catch(() => null)
    if (fee !== null) this.#change(step, { fee })
  }

  #resume(): void {
    clearTimeout(this.#timer)
    this.#resuming = this.#resuming
      .then(() => this.#resumeAll())
      .catch((error: unknown) => this.#options.onProblem(error))
      .then(() => {
        const isWaiting = this.#interrupted().length > 0 && this.#unsubscribe !== null
        if (isWaiting) this.#timer = setTimeout(() => this.#resume(), this.#options.intervalMs).unref()
      })
  }

  #interrupted(): ChainStep[] {
    return this.#options.records.running().filter(({ id }) => !this.#active.has(id))
  }

  async #resumeAll(): Promise<void> {
    for (const step of this.#interrupted()) {
      if (this.#unsubscribe === null) return
      await this.#advance(step).catch((error: unknown) => {
        if (!isBuskerError(error)) throw error
        const isOver = finalErrors.includes(error.code)
        this.#change(step, {
          ...(isOver ? { state: 'failed' } : {}),
          code: error.code,
          message: error.message,
        })
      })
    }
  }

  /** Goes on with what was interrupted. */
  async #advance(step: ChainStep): Promise<void> {
    const { raiden, withdrawn, isOpen, withdrawalMs, now } = this.#options
    const { kind, partner, goal, createdAt } = step
    if (kind === 'deposit') return this.#moves.add(() => this.#depositRest(step))
    if (kind === 'withdraw' && goal !== null) {
      // It is not asked for again: the partner may have signed the first, and both would come.
      if ((await withdrawn(partner)) >= goal) return this.#finish(step, null)
      if (now() - createdAt > withdrawalMs) throw withdrawalLost()
      return
    }
    if (kind === 'close') {
      if (!(await isOpen(partner))) return this.#finish(step, null)
      return this.#finish(step, await raiden.closeChannel(partner))
    }
  }

  async #depositRest({ id }: ChainStep): Promise<void> {
    const { records, raiden } = this.#options
    const step = records.get(id)
    if (step?.state !== 'running' || step.goal === null) return
    await raiden.depositUpTo(step.partner, step.goal)
    await this.#finish(step, null)
  }

  async #channel(partner: Address): Promise<Channel | undefined> {
    const channels = await this.#options.raiden.channels()
    return channels.find((each) => each.partner === partner && each.state === 'open')
  }

  #change(step: ChainStep, change: Partial<ChainStep>): void {
    const { records, now, onChange } = this.#options
    records.update(step.id, { ...change, changedAt: now() })
    onChange()
  }
}

function withdrawalLost(): BuskerError {
  return new BuskerError(
    'WALLET_WITHDRAWAL_LOST',
    'Raiden stopped before it was taken out. The money is in your connection. Take it out again.',
  )
}
