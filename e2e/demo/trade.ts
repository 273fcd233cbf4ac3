import { join } from 'node:path'
import { writeFile } from 'node:fs/promises'
import { describe, judge, mustDiffer } from '../../src/cli/demo/judge.ts'
import type { Timeline } from '../../src/cli/demo/timeline.ts'
import { readSignal } from '../../src/node/media/signal.ts'
import { synthesiseWav } from '../../src/node/media/synthesise.ts'
import { BuskerError } from '../../src/shared/errors.ts'
import { fromFirstSound, wavFile } from '../app/sound.ts'
import type { Person } from '../people/person.ts'
import { Ears } from '../people/recording.ts'
import type { Town } from '../people/town.ts'

export interface TradeOptions {
  readonly town: Town
  readonly timeline: Timeline
  readonly ffmpeg: string
  /** The artist's file; left out: one is made up. */
  readonly piece: string | undefined
  /** Where pictures and sound go. */
  readonly out: string
}

/** What the demo found, for programs. */
export interface TradeFacts {
  readonly boundaries: number
  readonly seconds: readonly { second: number; lag: number; correlation: number }[]
  readonly lowestCorrelation: number
  readonly otherPieceCorrelation: number
}

const madeUp = 'Morning Tide.wav'
const price = '1.50'
const listenedSeconds = 15
const sampleRate = 44_100

/** The steps of the demo, each of them done with the mouse. Every check that fails throws. */
export async function trade({ town, timeline, ffmpeg, piece, out }: TradeOptions): Promise<TradeFacts> {
  const [artist, listener] = [town.person('artist'), town.person('listener')]
  const both = (each: (person: Person) => Promise<unknown>) => Promise.all([artist, listener].map(each))
  const step = timeline.step.bind(timeline)
  const file = piece ?? join(town.folder, madeUp)

  await Promise.all([
    step('Two windows open', () => both((person) => person.open())),
    piece ?? step('A piece of music is made up', () => synthesiseWav(file, { seconds: 20, seed: 1 })),
  ])
  await artist.picture(join(out, '1 first start.png'))
  await step('Both make their keys: 24 words, three of them proven', () => both((person) => person.tryIt()))
  await step('The artist connects to the hub', () => artist.connect())
  await artist.picture(join(out, '2 wallet.png'))
  await step('The artist publishes', async () => {
    await artist.publish([file], price)
    await artist.onSale()
  })
  await artist.picture(join(out, '3 studio.png'))
  const title = await step(
    'The listener sees it',
    () => listener.newestTitle(),
    (found) => `“${found}”`,
  )
  await listener.picture(join(out, '4 discover.png'))
  await step('Before paying, the listener’s node refuses to play it', () => mustRefuse(listener, title))
  const ears = await Ears.open(listener)
  await step('The listener buys it: paying and getting access are one event', () => listener.buy(title))
  await listener.picture(join(out, '5 bought.png'))
  await step('It plays by itself', () => listener.heard(title, listenedSeconds))
  await listener.picture(join(out, '6 playing.png'))
  const heard = join(out, 'heard.wav')
  const seconds = await ears.write(heard)
  await artist.goTo('Sales')
  await artist.found(title).waitFor()
  await artist.picture(join(out, '7 sales.png'))

  const reference = join(town.folder, 'reference.wav')
  await writeReference(file, reference, { seconds, ffmpeg })
  const rendition = await listener.renditionOf(title)
  const { comparison, boundaries } = await step(
    'What was heard is the artist’s sound',
    () => judge(reference, heard, { rendition, ffmpeg }),
    (verdict) => `${describe(verdict.comparison)}, over ${verdict.boundaries} ends of segments`,
  )
  const other = join(town.folder, 'other.wav')
  const different = await step(
    'Another piece is told apart',
    async () => {
      await synthesiseWav(other, { seconds: 20, seed: 2 })
      return mustDiffer(other, heard, ffmpeg)
    },
    ({ lowest }) => `correlation ${lowest.toFixed(4)}`,
  )
  return {
    boundaries,
    seconds: comparison.seconds.map(({ second, lag, correlation }) => ({ second, lag, correlation })),
    lowestCorrelation: comparison.lowest,
    otherPieceCorrelation: different.lowest,
  }
}

async function mustRefuse(listener: Person, title: string): Promise<void> {
  const code = await listener.refusalToPlay(title)
  if (code === 'PLAYBACK_NOT_OWNED') return
  throw new BuskerError('DEMO_NOT_REFUSED', `Playing before paying was answered with ${code ?? 'sound'}.`)
}

/** As much of the artist's file as was heard, from its first sound on. */
async function writeReference(
  file: string,
  to: string,
  { seconds, ffmpeg }: { seconds: number; ffmpeg: string },
): Promise<void> {
  const { samples } = await readSignal(file, { ffmpeg, sampleRate })
  const heard = fromFirstSound(samples).slice(0, Math.floor((seconds - 0.5) * sampleRate))
  await writeFile(to, wavFile(heard, sampleRate))
}
