import { randomUUID } from 'node:crypto'
import pRetry from 'p-retry'
import type { NodeProcess } from '../../src/cli/nodeProcess.ts'
import { toErrorData } from '../../src/shared/errors.ts'
import { toAmount } from '../../src/shared/money.ts'
import type { WorkView } from '../../src/shared/api/node.ts'
import type { TradeHarness } from '../../src/cli/demo/tradeHarness.ts'
import { compareWithReference, type ReferenceDecoders } from './compare.ts'
import { downloadWav } from '../../src/cli/demo/purchaseChecks.ts'
import type { CorpusFile } from './debianFiles.ts'

/** What became of one file. */
export interface CorpusResult {
  readonly file: CorpusFile
  /** `same`: bought, decoded, as long and as it sounds; `refused`: with a code and a sentence; `differs`: neither. */
  readonly outcome: 'same' | 'refused' | 'differs'
  /** The code, or what differs. */
  readonly detail: string
  /** Samples by which it is longer than its source. */
  readonly lengthDifference: number | null
  /** Lowest of its seconds; null where it is silent, or was not bought. */
  readonly correlation: number | null
}

const free = toAmount(0n)

/** Publishes one file, buys it on the other node, writes it there into the folder `output`, and compares it with the file. */
export async function trade(
  file: CorpusFile,
  harness: TradeHarness,
  options: ReferenceDecoders & { readonly output: string },
): Promise<CorpusResult> {
  // A word of its own, to find it by.
  const title = `corpus${randomUUID().replaceAll('-', '')} ${file.extension}`
  try {
    const work = await harness.artist.ask('publish', { file: file.path, price: free, title })
    return await buyAndCompare(file, work, harness, options)
  } catch (error) {
    const { code, message } = toErrorData(error)
    const outcome = code.startsWith('MEDIA_') ? 'refused' : 'differs'
    return { file, outcome, detail: `${code}: ${message}`, lengthDifference: null, correlation: null }
  }
}

async function buyAndCompare(
  file: CorpusFile,
  work: WorkView,
  { listener }: TradeHarness,
  { output, ...decoders }: ReferenceDecoders & { readonly output: string },
): Promise<CorpusResult> {
  const { label } = work
  await pRetry(() => requireListed(listener, work), { retries: 600, factor: 1, minTimeout: 100 })
  const order = await listener.ask('buy', { label, confirmed: work.price, follow: true })
  if (!order.hasAccess) throw new Error(`The order ended as ${order.state}. ${order.message ?? ''}`)
  const exported = await downloadWav(listener, work, output)
  const { lengthDifference, correlation, lag } = await compareWithReference(
    file.path,
    exported.file,
    exported,
    decoders,
  )
  const isSame =
    lengthDifference === 0 && (correlation === null || (correlation >= 0.9 && Math.abs(lag) <= 1))
  const detail = isSame
    ? ''
    : `length ${lengthDifference}, lag ${lag}, correlation ${correlation?.toFixed(3)}`
  return { file, outcome: isSame ? 'same' : 'differs', detail, lengthDifference, correlation }
}

async function requireListed(listener: NodeProcess, { label, title }: WorkView): Promise<void> {
  const [word = ''] = title.split(' ')
  const found = await listener.ask('search', { text: word, limit: 10 })
  if (found.some((work) => work.label === label)) return
  throw new Error('The track did not reach the listener’s catalogue.')
}
