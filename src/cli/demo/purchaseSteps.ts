import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { decodeText } from '../../protocol/codec.ts'
import type { TrackManifest } from '../../protocol/manifest.ts'
import { receipt, receiptMaxBytes, verifyReceipt } from '../../protocol/purchase.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import { formatAmount, parseAmount } from '../amounts.ts'
import { bestRendition } from '../../node/playback/bestRendition.ts'
import {
  describeComparison,
  compareAudio,
  requireDifferentAudio,
  type SegmentLengths,
} from './compareAudio.ts'
import type { NodeProcess } from '../nodeProcess.ts'
import { buyWork, downloadWav, requireRefusal, waitUntilListed } from './purchaseChecks.ts'
import type { TradeHarness } from './tradeHarness.ts'
import { eavesdrop } from './eavesdropper.ts'
import type { Timeline } from './timeline.ts'

export interface PurchaseStepsOptions {
  readonly harness: TradeHarness
  readonly timeline: Timeline
  readonly ffmpeg: string
  /** The artist's file. */
  readonly piece: string
  /** Makes it; null where it is there. */
  readonly createPiece: (() => Promise<unknown>) | null
  /** Where what was bought is copied to. */
  readonly output: string
}

/** What the demo found, for programs. */
export interface PurchaseResults {
  readonly label: string
  readonly price: string
  readonly fee: string | null
  readonly sealedBytes: number
  readonly boundaries: number
  readonly seconds: readonly { second: number; lag: number; correlation: number }[]
  readonly lowestCorrelation: number
  readonly otherPieceCorrelation: number
}

/** What is written of a piece that was made up; a person's own file has tags, or a name. */
const synthesisedTags = { title: 'Demo', artistName: 'The artist' }

/** The steps of the demo. Every check that fails throws. */
export async function runPurchaseSteps({
  harness,
  timeline,
  ffmpeg,
  piece,
  createPiece: make,
  output,
}: PurchaseStepsOptions): Promise<PurchaseResults> {
  const { artist, listener, folder } = harness
  const nodes = [artist, listener]
  const step = timeline.step.bind(timeline)
  const [network] = await Promise.all([
    step('A network of its own: chain, Raiden contracts, hub, three Ursulas', () => harness.startNetwork()),
    step('Artist and listener each get 24 words and a vault', () => forAll(nodes, (one) => one.init())),
    make && step('A piece of music is made up', make),
  ])
  const price = parseAmount('1.50', network.token.decimals)
  const show = (amount: bigint) => formatAmount(amount, network.token)

  await step('Their nodes start, each with a Raiden node of its own', () =>
    forAll(nodes, (one) => one.start()),
  )
  await step(
    'Both connect to the hub',
    () => Promise.all([connect(artist, '0', network), connect(listener, '20', network)]),
    ([, { spendable }]) => `the listener can spend ${show(spendable)}`,
  )
  const work = await step(
    'The artist publishes: encoded, sealed, signed, announced',
    () => artist.ask('publish', { file: piece, price, ...(make !== null && synthesisedTags) }),
    (published) => `“${published.title}” for ${show(published.price)}`,
  )
  await step('The listener’s catalogue has it', () => waitUntilListed(listener, work))
  const downloads = join(folder, 'bought')
  await step('Before paying, the listener’s node refuses to play it', () =>
    requireRefusal(listener, work, downloads),
  )
  const { manifest, bytes } = await step(
    'A stranger fetches the sealed segments',
    () => eavesdrop(work.manifest, { network, ffmpeg, folder }),
    ({ bytes: caught }) => `${caught} bytes, and nothing that plays`,
  )
  const order = await step(
    'The listener buys it: paying and getting access are one event',
    () => buyWork(listener, work, network.hub.maximumFee),
    ({ paid, fee }) => `paid ${show(paid ?? 0n)}, and ${show(fee ?? 0n)} to the hub`,
  )
  await step('The receipt proves it to anybody', () => verifyOrderReceipt(listener, order.id))
  const { file: bought } = await step('The listener’s node writes it as a file', () =>
    downloadWav(listener, work, downloads),
  )
  const { comparison, boundaries } = await step(
    'It is the artist’s sound',
    () => compareAudio(piece, bought, { rendition: exportedSegments(manifest), ffmpeg }),
    (verdict) => `${describeComparison(verdict.comparison)}, over ${verdict.boundaries} ends of segments`,
  )
  const different = await step(
    'Another piece is told apart',
    () => compareWithOtherPiece(join(folder, 'other.wav'), bought, ffmpeg),
    ({ lowest }) => `correlation ${lowest.toFixed(4)}`,
  )
  await cp(bought, output)
  return {
    label: work.label,
    price: String(price),
    fee: order.fee === null ? null : String(order.fee),
    sealedBytes: bytes,
    boundaries,
    seconds: comparison.seconds.map(({ second, lag, correlation }) => ({ second, lag, correlation })),
    lowestCorrelation: comparison.lowest,
    otherPieceCorrelation: different.lowest,
  }
}

/** The rendition that a WAV file is made from. */
function exportedSegments(manifest: TrackManifest): SegmentLengths {
  const rendition = bestRendition(manifest)
  return { sampleRate: rendition.sampleRate, segments: rendition.segments.map(({ samples }) => samples) }
}

function forAll<T>(
  nodes: readonly NodeProcess[],
  each: (nodeProcess: NodeProcess) => Promise<T>,
): Promise<T[]> {
  return Promise.all(nodes.map(each))
}

function connect(nodeProcess: NodeProcess, deposit: string, network: NetworkProfile) {
  return nodeProcess.ask('connect', { deposit: parseAmount(deposit, network.token.decimals) })
}

async function verifyOrderReceipt(listener: NodeProcess, id: string): Promise<void> {
  const told = await listener.ask('receipt', { id })
  await verifyReceipt(decodeText(receipt, told.receipt, receiptMaxBytes))
}

async function compareWithOtherPiece(file: string, bought: string, ffmpeg: string) {
  await synthesiseWav(file, { seconds: 20, seed: 2 })
  return requireDifferentAudio(file, bought, ffmpeg)
}
