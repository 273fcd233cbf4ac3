import { notDecodedError } from '../mediaSourceBuffer.ts'
import type { Transcoded, TranscodeJob } from './transcoder.ts'

/** What the worker answers to the job of the same `id`. */
export type TranscodeAnswer =
  | { readonly id: number; readonly done: Transcoded }
  | { readonly id: number; readonly problem: string }

/** Works a gain into the samples of a segment. @throws BuskerError `PLAYBACK_NOT_DECODED` */
export type Transcode = (job: TranscodeJob) => Promise<Transcoded>

/** ms after which the thread starts although nothing is to be transcoded yet: the first window comes first. */
const startsAfterMs = 1000

/** Transcodes in a thread of its own, one segment after the other. */
export function createWorkerTranscoder(): { readonly transcode: Transcode; readonly close: () => void } {
  const waiting = new Map<number, PromiseWithResolvers<Transcoded>>()
  let ids = 0
  let started: Worker | undefined
  const startWorker = (): Worker => {
    const worker = new Worker(new URL('./transcodeWorker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<TranscodeAnswer>) => {
      const asked = waiting.get(data.id)
      waiting.delete(data.id)
      if ('done' in data) asked?.resolve(data.done)
      else asked?.reject(notDecodedError())
    })
    worker.addEventListener('error', () => {
      for (const { reject } of waiting.values()) reject(notDecodedError())
      waiting.clear()
    })
    return worker
  }
  const timer = setTimeout(() => (started ??= startWorker()), startsAfterMs)
  return {
    transcode(job) {
      ids += 1
      const asked = Promise.withResolvers<Transcoded>()
      waiting.set(ids, asked)
      started ??= startWorker()
      started.postMessage({ id: ids, job })
      return asked.promise
    },
    close() {
      clearTimeout(timer)
      started?.terminate()
    },
  }
}
