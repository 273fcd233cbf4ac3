import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { HubReport, HubStatus } from './hubStatusView.ts'

/** What is measured of a status: name after `busker_hub_`, help, and the number; undefined where it is not known. */
type Measure = readonly [name: string, help: string, read: (status: HubStatus) => number | undefined]

const yes = (is: boolean) => (is ? 1 : 0)
const ofRaiden = (read: (raiden: Extract<HubStatus['raiden'], { tokens: string }>) => number) =>
  function readRaiden({ raiden }: HubStatus): number | undefined {
    return 'tokens' in raiden ? read(raiden) : undefined
  }

const measures: readonly Measure[] = [
  ['raiden_up', '1 while Raiden answers', ({ raiden }) => yes('tokens' in raiden)],
  ['chain_up', '1 while the chain brings new blocks', ofRaiden(({ chain }) => yes(chain))],
  ['homeserver_up', '1 while the homeserver answers', ofRaiden(({ homeserver }) => yes(homeserver))],
  ['block', 'Newest block that Raiden has seen', ofRaiden(({ block }) => block)],
  ['open_channels', 'Open channels', ofRaiden(({ openChannels }) => openChannels)],
  ['gas_wei', 'Coin of the account, wei', ofRaiden(({ gasWei }) => Number(gasWei))],
  [
    'tokens',
    'Tokens of the account that are in no channel, base units',
    ofRaiden(({ tokens }) => Number(tokens)),
  ],
  [
    'free',
    'Tokens that are promised to nobody, base units',
    ({ money }) => (money === null ? undefined : Number(money.free)),
  ],
  [
    'locked',
    "The hub's side of its channels, base units",
    ({ money }) => (money === null ? undefined : Number(money.locked)),
  ],
  [
    'promised',
    'Promised and not in channels yet, base units',
    ({ money }) => (money === null ? undefined : Number(money.promised)),
  ],
  [
    'owed',
    'Under way to partners, base units',
    ({ money }) => (money === null ? undefined : Number(money.owed)),
  ],
  ['budget', 'What may be promised or in channels, base units', ({ funding }) => Number(funding.budget)],
  [
    'budget_spent',
    'What is promised or in channels, base units',
    ({ funding }) => (funding.spent === null ? undefined : Number(funding.spent)),
  ],
  [
    'funding_waiting',
    'Channels and top-ups that wait for the chain',
    ({ funding }) => funding.waiting ?? undefined,
  ],
  ['connected_peers', 'Connected peers', ({ peer }) => peer.connected],
  ['members', 'Accounts that have, or had, a channel', ({ members }) => members],
  ['letters', 'Letters in the mailbox', ({ letters }) => letters ?? undefined],
  ['leases', 'Device leases', ({ leases }) => leases ?? undefined],
  ['names', 'Short names that accounts are found by', ({ names }) => names ?? undefined],
  ['database_up', '1 while the database answers', ({ database }) => yes(database === null)],
  ['snapshot_bytes', 'Snapshots, bytes', ({ snapshotBytes }) => snapshotBytes ?? undefined],
  ['pinned_bytes', 'Pinned blocks, bytes', ({ pins }) => pins.bytes],
  ['pins_up', '1 while what keeps the pins answers', ({ pins }) => yes(pins.problem === null)],
  ['pins_unfinished', 'Artists whose catalogue still misses blocks', ({ pins }) => pins.unfinished],
  ['ursulas_configured', 'Ursulas of the profile', ({ ursulas }) => ursulas.configured],
  ['ursulas_well', 'Ursulas that answer', ({ ursulas }) => ursulas.well],
  [
    'clock_skew_seconds',
    "By how much this machine's clock is fast",
    ({ clock }) => (clock.skewMs === null ? undefined : clock.skewMs / 1000),
  ],
]

/** Prometheus' metrics of a hub. What is not known now is left out, so that nobody takes it for nought. */
export class HubMetrics {
  readonly #registry = new Registry()
  readonly #ready: Gauge
  readonly #problems: Gauge<'code'>
  readonly #gauges: readonly { readonly gauge: Gauge; readonly read: Measure[2] }[]

  constructor() {
    const registers = [this.#registry]
    collectDefaultMetrics({ register: this.#registry, prefix: 'busker_' })
    this.#ready = new Gauge({
      name: 'busker_hub_ready',
      help: '1 while people can pay through it',
      registers,
    })
    this.#problems = new Gauge({
      name: 'busker_hub_problem',
      help: '1 for each problem there is, by its code (docs/errors.md)',
      labelNames: ['code'],
      registers,
    })
    this.#gauges = measures.map(([name, help, read]) => ({
      gauge: new Gauge({ name: `busker_hub_${name}`, help, registers }),
      read,
    }))
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  /** @returns the text that Prometheus reads */
  async describe(report: HubReport): Promise<string> {
    const { status } = report
    this.#ready.set(yes(isReady(report)))
    this.#problems.reset()
    for (const { code } of status?.problems ?? []) this.#problems.set({ code }, 1)
    for (const { gauge, read } of this.#gauges) {
      const value = status === null ? undefined : read(status)
      if (value === undefined) gauge.remove()
      else gauge.set(value)
    }
    return this.#registry.metrics()
  }
}

/** Whether people can pay through the hub now. */
export function isReady({ phase, status }: HubReport): boolean {
  if (phase !== 'running' || status === null || !('tokens' in status.raiden)) return false
  return status.raiden.chain && status.raiden.homeserver
}
