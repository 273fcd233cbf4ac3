import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pRetry from 'p-retry'
import { erc20Abi } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { ChainEndpoints } from '../../src/chain/chainEndpoints.ts'
import { TokenNetwork } from '../../src/chain/tokenNetwork.ts'
import type { NodeProcess } from '../../src/cli/nodeProcess.ts'
import { createChainClient } from '../../src/localnet/chain/chainClient.ts'
import type { ProcessName } from '../../src/localnet/localnetProcess.ts'
import { readLocalnetSettings } from '../../src/localnet/localnetSettings.ts'
import { closeChannel } from '../../src/localnet/testing/closeChannel.ts'
import { descendantsOf } from '../../src/localnet/testing/descendants.ts'
import type { SagaPhase } from '../../src/node/saga/saga.ts'
import type { Address, Hex32 } from '../../src/shared/ids.ts'
import { type Amount, toAmount } from '../../src/shared/money.ts'
import type { NetworkProfile } from '../../src/shared/networkProfile.ts'
import { type Startable, stopAll } from '../../src/shared/startable.ts'
import { setClockSkew } from './clockSkew.ts'
import { CrashHarness } from './crashHarness.ts'
import { dishonestLauncher } from './dishonest/dishonestLauncher.ts'
import { HubDatabase } from './dishonest/hubDatabase.ts'
import { clearMessageRules, type MessageRules, setMessageRules } from './dishonest/messageRules.ts'
import { armKillPoint, disarmKillPoint } from './killPoint.ts'
import { Newcomer, newcomerFolder } from './newcomer.ts'

/** Short enough that a lock runs out, and a closed channel is settled, within a test. */
const parameters = { settleTimeoutSeconds: 60, revealTimeoutSeconds: 10, expiryFactor: 3, towers: 1 }

/** An artist and two listeners whose hub, homeserver, chain addresses and clocks are not to be trusted. */
export class AdversaryHarness {
  readonly crash: CrashHarness
  /** A second listener. */
  readonly other: NodeProcess
  /** The hub's own notes, to be changed behind its back. */
  readonly hub: HubDatabase
  readonly #stopped = new Set<number>()
  readonly #withWrongClocks = new Set<NodeProcess>()
  readonly #newcomers = new Set<Newcomer>()
  readonly #extras: Startable[] = []
  #count = 0

  private constructor(crash: CrashHarness) {
    this.crash = crash
    this.other = crash.createNodeProcess('other')
    this.hub = new HubDatabase(join(crash.folder, 'localnet', 'hub', 'hub.sqlite'))
  }

  static async open(): Promise<AdversaryHarness> {
    const harness = new AdversaryHarness(await CrashHarness.open({ parameters, launcher: dishonestLauncher }))
    try {
      await harness.other.init()
      await harness.other.start()
      const { spendable } = await harness.crash.listener.ask('wallet', {})
      await harness.other.ask('connect', { deposit: spendable })
      return harness
    } catch (error) {
      await harness.close()
      throw error
    }
  }

  async close(): Promise<void> {
    this.wakeAll()
    try {
      await this.#dismissNewcomers()
    } finally {
      await this.other.stop()
      await this.crash.close()
    }
  }

  get people(): readonly NodeProcess[] {
    const { artist, listener } = this.crash
    return [artist, listener, this.other]
  }

  /** Those who are there for this adversary, and whose node runs. */
  get newcomers(): readonly NodeProcess[] {
    return [...this.#newcomers].map(({ node }) => node).filter(({ pid }) => pid !== undefined)
  }

  /** Undoes what was done to people and network, dismisses the newcomers, and waits until everybody can pay again. */
  async restore(): Promise<void> {
    this.wakeAll()
    clearMessageRules(this.#homeserverFolder)
    this.hub.restore()
    for (const person of this.people) disarmKillPoint(person.folder)
    try {
      // A node that ends in order still speaks with hub and homeserver, so they are awake and honest by now.
      await this.#dismissNewcomers()
    } finally {
      await this.#bringEverybodyBack()
    }
  }

  async #bringEverybodyBack(): Promise<void> {
    for (const person of this.#withWrongClocks) await this.setClock(person, 0)
    for (const person of this.people) {
      await pRetry(
        async () => {
          await person.start()
          const { spendable } = await person.ask('wallet', {})
          await person.ask('connect', { deposit: spendable })
        },
        { retries: 60, factor: 1, minTimeout: 1000 },
      )
    }
  }

  /**
   * Somebody with a node of their own and a channel with the hub.
   *
   * @param deposit what they put into it, base units; 0: they only want to be paid; null: they have not asked for one yet
   * @param network left out: the network's own profile
   */
  async addNewcomer(deposit: bigint | null, network = this.crash.localnet.profile): Promise<Newcomer> {
    const folder = newcomerFolder(this.crash.folder, (this.#count += 1))
    const { timestamp } = await createChainClient(this.profile.chain.rpcUrl).getBlock()
    const newcomer = await Newcomer.arrive(folder, network, Number(timestamp) * 1000 - Date.now())
    this.#newcomers.add(newcomer)
    await newcomer.node.start()
    if (deposit !== null) await connectInTheEnd(newcomer.node, deposit)
    return newcomer
  }

  async #dismissNewcomers(): Promise<void> {
    try {
      for (const newcomer of this.#newcomers) {
        await newcomer.forget()
        this.#newcomers.delete(newcomer)
      }
    } finally {
      await stopAll(this.#extras.splice(0))
    }
  }

  /** Stopped after the newcomers have gone. */
  keep<T extends Startable>(extra: T): T {
    this.#extras.push(extra)
    return extra
  }

  /** Hub, its Raiden and the homeserver neither answer nor end: connections to them stay open. */
  async silenceHub(): Promise<void> {
    for (const name of ['hub', 'homeserver'] as const) await this.silence(name)
  }

  async silence(name: ProcessName): Promise<void> {
    const pid = await this.crash.pidOf(name)
    for (const each of [pid, ...descendantsOf(pid).map((child) => child.pid)]) {
      process.kill(each, 'SIGSTOP')
      this.#stopped.add(each)
    }
  }

  wakeAll(): void {
    for (const pid of this.#stopped) wake(pid)
    this.#stopped.clear()
  }

  /**
   * Orders, and acts while somebody's node stands still at a step of a row; it goes on afterwards, whatever came of it.
   *
   * @returns what was ordered
   */
  async whileStanding<T>(
    { person, row, step }: { readonly person: NodeProcess; readonly row: string; readonly step: SagaPhase },
    order: () => Promise<T>,
    act: () => Promise<void>,
  ): Promise<T> {
    armKillPoint(person.folder, { row, step, pid: null, signal: 'SIGSTOP' })
    try {
      const ordered = await order()
      await pRetry(
        () => {
          const { pid } = person
          if (pid === undefined || !isStanding(pid))
            throw new Error(`${person.name} did not come to “${row}”.`)
        },
        { retries: 600, factor: 1, minTimeout: 50 },
      )
      await act()
      return ordered
    } finally {
      disarmKillPoint(person.folder)
      if (person.pid !== undefined) wake(person.pid)
    }
  }

  /** What the homeserver does with messages from now on. */
  setMessageRules(rules: MessageRules): void {
    setMessageRules(this.#homeserverFolder, rules)
  }

  /** A person's machine has a wrong clock from now on; its node is started anew. */
  async setClock(person: NodeProcess, skew: number): Promise<void> {
    await person.stop()
    setClockSkew(person.folder, skew)
    if (skew === 0) this.#withWrongClocks.delete(person)
    else this.#withWrongClocks.add(person)
    await person.start(skew === 0 ? 'running' : 'ready')
  }

  /** So much time passes on the chain at once, and so for everybody who goes by it. */
  async passTime(seconds: number): Promise<void> {
    const client = createChainClient(this.profile.chain.rpcUrl)
    await client.increaseTime({ seconds })
    await client.mine({ blocks: 1 })
  }

  /** Longer than a closed channel waits. */
  passSettleTimeout(): Promise<void> {
    return this.passTime(parameters.settleTimeoutSeconds + 5)
  }

  /** Longer than any lock lasts, with the time in which it is registered. */
  passLocks(): Promise<void> {
    const { revealTimeoutSeconds, expiryFactor } = parameters
    return this.passTime(revealTimeoutSeconds * (expiryFactor + 1) + 5)
  }

  /** The hub closes its channel with somebody as if nothing had ever been paid to it. */
  async closeWithEmptyProof(person: Address): Promise<void> {
    const { chain, contracts } = this.profile
    const account = privateKeyToAccount(await this.#hubKey())
    const found = await this.channelOf(person)
    if (found.state !== 'open') throw new Error(`The channel with ${person} is ${found.state}.`)
    const place = { tokenNetwork: contracts.tokenNetwork, chainId: chain.id, channel: found.channel }
    await closeChannel(account, chain.rpcUrl, place, person, null)
  }

  /** The channel between somebody and the hub, as the chain has it. */
  channelOf(person: Address) {
    const { chain, contracts, hub } = this.profile
    const endpoints = new ChainEndpoints({ rpcUrls: [chain.rpcUrl], chainId: chain.id, pollingMs: 200 })
    return new TokenNetwork(endpoints, contracts.tokenNetwork).channelBetween(person, hub.raidenAddress)
  }

  /** What an account has on chain, in base units. */
  async tokensOf(account: Address): Promise<Amount> {
    const { chain, contracts } = this.profile
    return toAmount(
      await createChainClient(chain.rpcUrl).readContract({
        address: contracts.token,
        abi: erc20Abi,
        functionName: 'balanceOf',
        args: [account],
      }),
    )
  }

  /** What an account has for gas from now on, wei. */
  async setGas(account: Address, wei: bigint): Promise<void> {
    await createChainClient(this.profile.chain.rpcUrl).setBalance({ address: account, value: wei })
  }

  get profile(): NetworkProfile {
    return this.crash.localnet.profile
  }

  get #homeserverFolder(): string {
    return join(this.crash.folder, 'localnet', 'homeserver')
  }

  async #hubKey(): Promise<Hex32> {
    const settings = await readLocalnetSettings(join(this.crash.folder, 'localnet'))
    if (settings === null) throw new Error('There is no local network.')
    return settings.hub.privateKey
  }
}

/** Connects somebody to the hub; asks again where the hub is away. @param deposit in all, base units */
export async function connectInTheEnd(person: NodeProcess, deposit: bigint): Promise<void> {
  await pRetry(() => person.ask('connect', { deposit: toAmount(deposit) }), {
    retries: 60,
    factor: 1,
    minTimeout: 1000,
  })
}

function wake(pid: number): void {
  try {
    process.kill(pid, 'SIGCONT')
  } catch {
    // It has ended meanwhile.
  }
}

/** Whether a process was stopped by a signal (Linux). */
function isStanding(pid: number): boolean {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).startsWith('T')
}
