import { EventEmitter } from 'node:events'
import { request } from 'node:http'
import type { PaymentIntent } from '../../../raiden/payments.ts'
import type { MemoryPayments } from '../../../raiden/testing/memoryPayments.ts'
import type { Address, SecretHash } from '../../../shared/ids.ts'
import { toAmount } from '../../../shared/money.ts'
import type { NetworkProfile } from '../../../shared/networkProfile.ts'
import { HubConnector } from '../../connection/hubConnector.ts'
import type { NodeEvents } from '../../lifecycle/nodeEvents.ts'
import { chain, fee, hubAddress } from '../../market/testing/marketFixtures.ts'
import type { MarketHarness } from '../../market/testing/marketHarness.ts'
import type { Trader } from '../../market/testing/trader.ts'
import { ChainStepRecords } from '../../wallet/chainStepRecords.ts'
import { ChainSteps } from '../../wallet/chainSteps.ts'
import { Tips } from '../../wallet/tips.ts'
import type { RaidenApiEndpoint } from '../raidenApiEndpoint.ts'
import { RaidenApiServer } from '../raidenApiServer.ts'
import { FakeRaiden } from './fakeRaiden.ts'

export interface Asked {
  /** Where paths begin; left out: `/api/v1`. */
  readonly under?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Of the header `Authorization`; null: without. */
  readonly authorization?: string | null
}
/** As it was parsed: what is in it, a test says. */
type AnswerBody = Readonly<Record<string, unknown>>
export interface Answer {
  readonly status: number
  readonly headers: NodeJS.Dict<string | string[]>
  readonly body: AnswerBody
}

/** The API of a listener in a whole market: all of it is real, but for the Raiden child and the chain. */
export class RaidenApiFixture {
  readonly raiden = new FakeRaiden(hubAddress, chain.token)
  readonly failures: unknown[] = []
  readonly intents: PaymentIntent[] = []
  /** What the chain was asked. */
  readonly asked: [string, readonly unknown[]][] = []
  readonly server: RaidenApiServer
  endpoint!: RaidenApiEndpoint
  readonly #payments: MemoryPayments
  readonly #hubConnector: HubConnector
  readonly #unsubscribe: () => void

  private constructor(harness: MarketHarness, listener: Trader) {
    const { account, store } = listener
    const { raiden } = this
    this.#payments = harness.raiden.connect(account)
    const events = new EventEmitter<NodeEvents>()
    this.#unsubscribe = listener.onChange(() => {
      if (listener.market !== undefined)
        for (const { id } of listener.purchases()) events.emit('purchase', id)
    })
    const steps = new ChainSteps({
      records: new ChainStepRecords(store),
      raiden: {
        channels: raiden.channels,
        deposit: (_partner, amount) => raiden.addDeposit(amount),
        depositUpTo: async (_partner, total) => void (await raiden.addDeposit(total - raiden.deposit)),
        withdraw: raiden.withdraw,
        closeChannel: raiden.closeChannel,
        onReady: raiden.onReady,
      },
      withdrawn: async () => toAmount(raiden.withdrawn),
      isOpen: async () => raiden.channelState === 'open',
      feeOf: async () => null,
      withdrawalMs: 60_000,
      intervalMs: 1000,
      now: Date.now,
      onChange: () => undefined,
      onProblem: (problem) => this.failures.push(problem),
    })
    this.#hubConnector = new HubConnector({
      store,
      raiden: {
        balances: raiden.balances,
        channels: raiden.channels,
        deposit: (partner, amount) => steps.depositUpTo(partner, toAmount(raiden.deposit + amount)),
        openChannel: raiden.openChannel,
        onReady: raiden.onReady,
        onChannels: raiden.onChannels,
      },
      hub: {
        raidenAddress: hubAddress,
        faucet: async () => undefined,
        openChannel: raiden.openChannel,
      },
      gasForChannel: async () => toAmount(1n),
    })
    const payments: MemoryPayments = Object.assign(this.#payments, {
      pay: this.#notingIntents(this.#payments.pay.bind(this.#payments)),
    })
    const { buyer, ledger } = listener.runningMarket()
    this.server = new RaidenApiServer({
      account,
      network: networkOfTest,
      raiden: {
        get state() {
          return raiden.state
        },
        channels: raiden.channels,
        intentsWith: async (target: Address, paymentId: bigint): Promise<SecretHash[]> =>
          this.intents
            .filter((intent) => intent.target === target && intent.paymentId === paymentId)
            .map(({ secretHash }) => secretHash),
        lookup: (hash, direction) => payments.lookup(hash, direction),
        pendingTransfers: async () => {
          const sent = await Promise.all(
            this.intents.map(({ secretHash }) => payments.lookup(secretHash, 'sent')),
          )
          return sent.filter(({ state }) => state === 'pending' || state === 'revealed') as never
        },
      },
      steps,
      hubConnector: this.#hubConnector,
      tips: new Tips({ payments, account, token: chain.token, maximumFee: toAmount(fee) }),
      buyer,
      purchases: buyer.purchases,
      ledger,
      askChain: async (method, params) => {
        this.asked.push([method, params])
        if (method === 'eth_call') throw new Error('https://user:key@rpc.example says no.')
        return '0x7a69'
      },
      events,
      onFailure: (error) => this.failures.push(error),
    })
  }

  static async open(
    harness: MarketHarness,
    listener: Trader,
    webUiFolder: string | null = null,
  ): Promise<RaidenApiFixture> {
    const fixture = new RaidenApiFixture(harness, listener)
    await fixture.#hubConnector.start()
    fixture.endpoint = await (webUiFolder === null
      ? fixture.server.listen(0)
      : fixture.server.listenWithWebUi(0, webUiFolder))
    return fixture
  }

  async close(): Promise<void> {
    await this.server.stop()
    await this.#hubConnector.stop()
    this.#unsubscribe()
  }

  /** The header that a client makes of the address. */
  get basic(): string {
    const { username, password } = new URL(this.endpoint.url)
    return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
  }

  /** One request as it stands, with headers and paths that `fetch` would not let through; a text body is sent as it is. */
  ask(
    method: string,
    path: string,
    { under = '/api/v1', body, headers = {}, authorization = this.basic }: Asked = {},
  ) {
    const { hostname, port } = new URL(this.endpoint.url)
    const answer = Promise.withResolvers<Answer>()
    const all = {
      ...(authorization !== null && { authorization }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    }
    request({ hostname, port, path: `${under}${path}`, method, headers: all, agent: false }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => {
        const text = Buffer.concat(parts).toString()
        const isJson = response.headers['content-type']?.startsWith('application/json') === true
        answer.resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: isJson ? JSON.parse(text) : text,
        })
      })
    })
      .on('error', answer.reject)
      .end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body))
    return answer.promise
  }

  #notingIntents(pay: MemoryPayments['pay']): MemoryPayments['pay'] {
    return async (intent, secret) => {
      this.intents.push(intent)
      await pay(intent, secret)
    }
  }
}

const nowhere = { address: chain.token, block_number: 0 }
const networkOfTest: NetworkProfile = {
  version: 1,
  id: 'test',
  name: 'Test',
  chain: { id: chain.id, rpcUrl: 'http://127.0.0.1:9' },
  contracts: {
    TokenNetworkRegistry: nowhere,
    ServiceRegistry: nowhere,
    UserDeposit: nowhere,
    SecretRegistry: nowhere,
    MonitoringService: nowhere,
    OneToN: nowhere,
    token: chain.token,
    serviceToken: chain.token,
    tokenNetwork: chain.tokenNetwork,
  },
  token: { address: chain.token, symbol: 'T', name: 'Test', decimals: 18 },
  raiden: {
    settleTimeoutSeconds: 600,
    revealTimeoutSeconds: 60,
    expiryFactor: 3,
    confirmationBlocks: 1,
    pollingIntervalMs: 1000,
  },
  hub: {
    operator: 'Test',
    peers: [],
    raidenAddress: hubAddress,
    matrixUrl: 'http://127.0.0.1:9',
    pathFindingUrl: 'http://127.0.0.1:9/paths',
    maximumFee: toAmount(fee),
  },
}
