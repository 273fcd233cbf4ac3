import { join } from 'node:path'
import { writeFile } from 'node:fs/promises'
import { describeComparison, compareAudio, requireDifferentAudio } from '../../src/cli/demo/compareAudio.ts'
import type { Timeline } from '../../src/cli/demo/timeline.ts'
import { readSignal } from '../../src/testAudio/signal.ts'
import { synthesiseWav } from '../../src/testAudio/synthesise.ts'
import { BuskerError } from '../../src/shared/errors.ts'
import { trimLeadingSilence, encodeFloatWav } from '../../src/testAudio/samples.ts'
import type { DesktopUser } from '../../harness/desktop/desktopUser.ts'
import { PlayerRecording } from '../../harness/desktop/playerRecording.ts'
import type { DesktopHarness } from '../../harness/desktop/desktopHarness.ts'

export interface DesktopPurchaseOptions {
  readonly harness: DesktopHarness
  readonly timeline: Timeline
  readonly ffmpeg: string
  /** The artist's file; left out: one is made up. */
  readonly piece: string | undefined
  /** Where pictures and sound go. */
  readonly out: string
}

/** What the demo found, for programs. */
export interface DesktopPurchaseResults {
  readonly boundaries: number
  readonly seconds: readonly { second: number; lag: number; correlation: number }[]
  readonly lowestCorrelation: number
  readonly otherPieceCorrelation: number
}

const synthesisedFile = 'Morning Tide.wav'
const price = '1.50'
const listenedSeconds = 15
const sampleRate = 44_100

/** The steps of the demo, each of them done with the mouse. Every check that fails throws. */
export async function runDesktopPurchaseSteps({
  harness,
  timeline,
  ffmpeg,
  piece,
  out,
}: DesktopPurchaseOptions): Promise<DesktopPurchaseResults> {
  const [artist, listener] = [harness.addUser('artist'), harness.addUser('listener')]
  const both = (each: (user: DesktopUser) => Promise<unknown>) => Promise.all([artist, listener].map(each))
  const step = timeline.step.bind(timeline)
  const file = piece ?? join(harness.folder, synthesisedFile)

  await Promise.all([
    step('Two windows open', () => both((user) => user.open())),
    piece ?? step('A piece of music is made up', () => synthesiseWav(file, { seconds: 20, seed: 1 })),
  ])
  await artist.screenshot(join(out, '1 first start.png'))
  await step('The artist presses “Try it”, and is connected to the hub', async () => {
    await artist.tryIt()
    await artist.connect()
  })
  await artist.screenshot(join(out, '2 wallet.png'))
  await step('The artist publishes', async () => {
    await artist.publish([file], price)
    await artist.waitUntilOnSale()
  })
  await artist.screenshot(join(out, '3 studio.png'))
  await step('The listener presses “Try it”: a preview plays by itself', async () => {
    await listener.tryIt()
    await listener.waitUntilPlaying()
  })
  await listener.pausePlayback()
  const title = await step(
    'The listener sees it',
    () => listener.newestTitle(),
    (found) => `“${found}”`,
  )
  await listener.screenshot(join(out, '4 discover.png'))
  await step('Before paying, the listener’s node refuses to play it', () => requireRefusal(listener, title))
  const recording = await PlayerRecording.start(listener)
  await step('The listener buys it: paying and getting access are one event', () => listener.buy(title))
  await listener.screenshot(join(out, '5 bought.png'))
  await step('It plays by itself', () => listener.waitUntilPlayed(title, listenedSeconds))
  await listener.screenshot(join(out, '6 playing.png'))
  const heard = join(out, 'heard.wav')
  const seconds = await recording.write(heard)
  await artist.goTo('Sales')
  await artist.row(title).waitFor()
  await artist.screenshot(join(out, '7 sales.png'))

  const reference = join(harness.folder, 'reference.wav')
  await writeReference(file, reference, { seconds, ffmpeg })
  const rendition = await listener.renditionOf(title)
  const { comparison, boundaries } = await step(
    'What was heard is the artist’s sound',
    () => compareAudio(reference, heard, { rendition, ffmpeg }),
    (verdict) => `${describeComparison(verdict.comparison)}, over ${verdict.boundaries} ends of segments`,
  )
  const other = join(harness.folder, 'other.wav')
  const different = await step(
    'Another piece is told apart',
    async () => {
      await synthesiseWav(other, { seconds: 20, seed: 2 })
      return requireDifferentAudio(other, heard, ffmpeg)
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

async function requireRefusal(listener: DesktopUser, title: string): Promise<void> {
  const code = await listener.playRefusalCode(title)
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
  const heard = trimLeadingSilence(samples).slice(0, Math.floor((seconds - 0.5) * sampleRate))
  await writeFile(to, encodeFloatWav(heard, sampleRate))
}
