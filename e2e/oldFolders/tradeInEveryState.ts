import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pRetry from 'p-retry'
import { deriveKeys } from '../../src/node/keys/deriveKeys.ts'
import { newWords } from '../../src/node/keys/words.ts'
import { encodeText } from '../../src/protocol/codec.ts'
import { signedIdentity } from '../../src/protocol/identity.ts'
import { synthesiseWav } from '../../src/testAudio/synthesise.ts'
import { encodeNetworkProfile, type NetworkProfile } from '../../src/shared/networkProfile.ts'
import { toAmount } from '../../src/shared/money.ts'
import { armKillPoint, isKillPointArmed } from '../crash/killPoint.ts'
import type { Person } from './person.ts'

const unit = 10n ** 16n
const price = toAmount(5n * unit)
const nothing = toAmount(0n)
const context = { signal: new AbortController().signal, report: () => undefined }
const titles = [
  'Owned',
  'Free',
  'Given',
  'Cancelled',
  'Too dear',
  'Invoiced',
  'Releasing',
  'Requested',
] as const

/** Whom a local network's nodes belong to, and where its profile and scratch files may stand. */
export interface Trade {
  readonly folder: string
  readonly network: NetworkProfile
  readonly artist: Person
  readonly listener: Person
}

/**
 * Has the two trade until their folders hold something in every table, and orders in every state in which one can stay. Both
 * are left as a crash leaves them.
 */
export async function tradeInEveryState(trade: Trade): Promise<void> {
  await tradeAtEase(trade)
  await dieWhileReleasing(trade)
  await askWhileSellerIsAway(trade)
}

async function tradeAtEase({ folder, network, artist, listener }: Trade): Promise<void> {
  const [sells, buys] = await Promise.all([artist.start(network), listener.start(network)])
  await Promise.all([allReady(sells), allReady(buys)])
  await Promise.all([
    sells.connect({ deposit: nothing }, context),
    buys.connect({ deposit: toAmount(500n * unit) }, context),
  ])
  const files = await Promise.all(titles.map((title, index) => piece(folder, title, index)))
  await sells.upload(
    {
      tracks: titles.map((title, index) => ({
        file: files[index] ?? '',
        price: title === 'Free' ? nothing : price,
        edits: { title, artistName: 'The artist', trackNumber: index + 1 },
      })),
      release: { price: toAmount(20n * unit), edits: { title: 'All of it', artistName: 'The artist' } },
    },
    context,
  )
  const noise = join(folder, 'noise.wav')
  await writeFile(noise, 'no sound at all')
  await sells.upload({ tracks: [{ file: noise, price, edits: { title: 'Noise' } }] }, context)
  await until(async () => {
    const uploads = await sells.uploads({}, context)
    return uploads.every(({ state }) => state === 'announced' || state === 'failed')
  })
  await until(async () => (await buys.search({ text: '', limit: 50 }, context)).length > titles.length)

  const label = await labels(buys)
  const owned = await buys.buy({ label: label('Owned'), confirmed: price, follow: true }, context)
  await buys.download({ label: owned.label }, context)
  await buys.buy({ label: label('Free'), confirmed: nothing, follow: true }, context)
  const friend = await deriveKeys(newWords(), Date.now())
  const gift = encodeText(signedIdentity, friend.identity)
  await buys.buy({ label: label('Given'), confirmed: price, gift, follow: true }, context)
  await buys.buy({ label: label('Too dear'), confirmed: price, maximumFee: nothing, follow: true }, context)
  const cancelled = await invoiced(buys, label('Cancelled'))
  await buys.cancel({ id: cancelled }, context)
  await invoiced(buys, label('Invoiced'))

  const { id } = await buys.createPlaylist({ name: 'For the train' }, context)
  await buys.arrangePlaylist({ id, tracks: [label('Free'), label('Owned')] }, context)
  await until(
    async () => (await sells.sales({}, context)).filter(({ state }) => state === 'delivered').length >= 2,
  )
  await until(async () => (await sells.towers({}, context)).towers.some(({ watches }) => watches > 0))
  await sells.snapshotKeep({}, context)
  await buys.snapshotKeep({}, context)
  await Promise.all([artist.stop(), listener.stop()])
}

/** The artist's node dies when it has written that it releases, and the listener's while it pays. */
async function dieWhileReleasing({ folder, network, artist, listener }: Trade): Promise<void> {
  const profile = join(folder, 'profile.json')
  await writeFile(profile, encodeNetworkProfile(network))
  const [sells, buys] = [artist.process(profile), listener.process(profile)]
  try {
    await Promise.all([sells.start(), buys.start()])
    const [work] = await buys.ask('search', { text: 'Releasing', limit: 1 })
    if (work === undefined) throw new Error('The listener does not know the work any more.')
    armKillPoint(artist.folder, { row: 'sale invoiced matched', step: 'after-write', pid: null })
    const { id } = await buys.ask('buy', { label: work.label, confirmed: price, follow: false })
    await until(async () => !isKillPointArmed(artist.folder) && sells.pid === undefined)
    await until(async () => (await buys.ask('purchase', { id, follow: false })).state === 'paying')
  } finally {
    await Promise.all([sells.kill(), buys.kill()])
  }
}

async function askWhileSellerIsAway({ network, listener }: Trade): Promise<void> {
  const buys = await listener.start(network)
  const label = await labels(buys)
  await buys.buy({ label: label('Requested'), confirmed: price, follow: false }, context)
  await allReady(buys)
  await listener.stop()
}

type Client = Awaited<ReturnType<Person['start']>>

async function labels(client: Client) {
  const works = await client.search({ text: '', limit: 50 }, context)
  return (title: (typeof titles)[number]) => {
    const work = works.find((one) => one.title === title)
    if (work === undefined) throw new Error(`${title} is not on sale.`)
    return work.label
  }
}

async function invoiced(client: Client, label: Awaited<ReturnType<Client['purchases']>>[number]['label']) {
  const { id } = await client.buy({ label, follow: false }, context)
  await until(async () => (await client.purchase({ id, follow: false }, context)).state === 'invoiced')
  return id
}

async function piece(folder: string, title: string, seed: number): Promise<string> {
  const file = join(folder, `${title}.wav`)
  await synthesiseWav(file, { seconds: title === 'Owned' ? 1 : 0.4, seed, sampleRate: 22_050, channels: 1 })
  return file
}

function allReady(client: Client): Promise<void> {
  return until(async () => (await client.status({}, context)).parts.every(({ state }) => state === 'ready'))
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  await pRetry(
    async () => {
      if (!(await condition())) throw new Error('What an old folder is to hold has not come about.')
    },
    { retries: 480, factor: 1, minTimeout: 250 },
  )
}
