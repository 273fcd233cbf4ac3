import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pRetry from 'p-retry'
import { erc20Abi } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { ChainEndpoints } from '../../src/chain/chainEndpoints.ts'
import { TokenNetwork } from '../../src/chain/tokenNetwork.ts'
import { NodeProcess } from '../../src/cli/nodeProcess.ts'
import { openHubStore } from '../../src/hub/openHubStore.ts'
import { createChainClient } from '../../src/localnet/chain/chainClient.ts'
import { readLocalnetSettings } from '../../src/localnet/localnetSettings.ts'
import { closeChannel } from '../../src/localnet/testing/closeChannel.ts'
import { descendantsOf } from '../../src/localnet/testing/descendants.ts'
import { type Address, type Hex32, toAddress } from '../../src/shared/ids.ts'
import { CrashHarness } from './crashHarness.ts'
import { dishonestLauncher } from './dishonest/dishonestLauncher.ts'
import { clearDropRules, type DropRules, setDropRules } from './dishonest/dropRules.ts'
import { setClockSkew } from './clockSkew.ts'

/** Short enough that a lock runs out, and a closed channel is settled, within a test. */
const parameters = { settleTimeoutSeconds: 60, revealTimeoutSeconds: 10, expiryFactor: 3 }

/** An artist and two listeners whose hub, and whose clocks, are not to be trusted. */
export class AdversaryHarness {
  readonly crash: CrashHarness
  /** A second listener. */
  readonly other: NodeProcess
  readonly #stopped = new Set<number>()
  readonly #withWrongClocks = new Set<NodeProcess>()

  private constructor(crash: CrashHarness) {
    this.crash = crash
    this.other = new NodeProcess({
      name: 'other',
      folder: join(crash.folder, 'other'),
      network: join(crash.folder, 'network.json'),
      passphrase: randomBytes(16).toString('hex'),
      nodeProgram: fileURLToPath(new URL('killableNode.ts', import.meta.url)),
    })
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
    this.wakeHub()
    await this.other.stop()
    await this.crash.close()
  }

  get people(): readonly NodeProcess[] {
    const { artist, listener } = this.crash
    return [artist, listener, this.other]
  }

  /** Undoes what was done to people and network, and waits until everybody can pay again. */
  async restore(): Promise<void> {
    this.wakeHub()
    clearDropRules(this.#homeserverFolder)
    await this.returnLeases()
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

  /** Hub, its Raiden and the homeserver neither answer nor end: connections to them stay open. */
  async silenceHub(): Promise<void> {
    for (const name of ['hub', 'homeserver'] as const) {
      const pid = await this.crash.pidOf(name)
      for (const each of [pid, ...descendantsOf(pid).map((child) => child.pid)]) {
        process.kill(each, 'SIGSTOP')
        this.#stopped.add(each)
      }
    }
  }

  wakeHub(): void {
    for (const pid of this.#stopped) {
      try {
        process.kill(pid, 'SIGCONT')
      } catch {
        // It has ended meanwhile.
      }
    }
    this.#stopped.clear()
  }

  /** The homeserver loses these messages from now on. */
  drop(rules: DropRules): void {
    setDropRules(this.#homeserverFolder, rules)
  }

  /** The hub gives a person's lease to a device that does not exist, so that their own is refused. */
  async giveLeaseAway(account: Address): Promise<void> {
    await this.#changeLeases(
      `UPDATE leases SET device = '${stranger}', number = number + 1, until = ${Date.now() + 3_600_000} WHERE account = ?`,
      account,
    )
  }

  async returnLeases(): Promise<void> {
    await this.#changeLeases(`DELETE FROM leases WHERE device = ?`, stranger)
  }

  /** A person's machine has a wrong clock from now on; its node is started anew. */
  async setClock(person: NodeProcess, skew: number): Promise<void> {
    await person.stop()
    setClockSkew(person.folder, skew)
    if (skew === 0) this.#withWrongClocks.delete(person)
    else this.#withWrongClocks.add(person)
    await person.start(skew === 0 ? 'running' : 'ready')
  }

  /** The hub closes its channel with somebody as if nothing had ever been paid to them. */
  async closeWithEmptyProof(person: Address): Promise<void> {
    const { chain, contracts } = this.crash.localnet.profile
    const account = privateKeyToAccount(await this.#hubKey())
    const found = await this.tokenNetwork.channelBetween(person, toAddress(account.address))
    if (found.state !== 'open') throw new Error(`The channel with ${person} is ${found.state}.`)
    const place = { tokenNetwork: contracts.tokenNetwork, chainId: chain.id, channel: found.channel }
    await closeChannel(account, chain.rpcUrl, place, person, null)
  }

  /** What an account has on chain, in base units. */
  tokensOf(account: Address): Promise<bigint> {
    const { chain, contracts } = this.crash.localnet.profile
    return createChainClient(chain.rpcUrl).readContract({
      address: contracts.token,
      abi: erc20Abi,
      functionName: 'balanceOf',
      args: [account],
    })
  }

  get tokenNetwork(): TokenNetwork {
    const { chain, contracts } = this.crash.localnet.profile
    const endpoints = new ChainEndpoints({ rpcUrls: [chain.rpcUrl], chainId: chain.id, pollingMs: 200 })
    return new TokenNetwork(endpoints, contracts.tokenNetwork)
  }

  get #homeserverFolder(): string {
    return join(this.crash.folder, 'localnet', 'homeserver')
  }

  async #hubKey(): Promise<Hex32> {
    const settings = await readLocalnetSettings(join(this.crash.folder, 'localnet'))
    if (settings === null) throw new Error('There is no local network.')
    return settings.hub.privateKey
  }

  async #changeLeases(sql: string, parameter: string): Promise<void> {
    const store = openHubStore(join(this.crash.folder, 'localnet', 'hub', 'hub.sqlite'))
    try {
      store.prepare(sql).run(parameter)
    } finally {
      store.close()
    }
  }
}

/** A device that nobody has. */
const stranger = `0x${'e'.repeat(64)}`
