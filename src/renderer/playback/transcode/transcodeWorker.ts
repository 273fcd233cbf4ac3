import { type TranscodeJob, Transcoder } from './transcoder.ts'
import type { TranscodeAnswer } from './workerTranscoder.ts'

const transcoder = new Transcoder()
let last: Promise<void> = Promise.resolve()

addEventListener('message', ({ data }: MessageEvent<{ readonly id: number; readonly job: TranscodeJob }>) => {
  last = last.then(() => answer(data.id, data.job))
})

async function answer(id: number, job: TranscodeJob): Promise<void> {
  try {
    const done = await transcoder.transcode(job)
    post({ id, done }, [done.init.buffer, done.media.buffer])
  } catch (error) {
    post({ id, problem: String(error) }, [])
  }
}

function post(message: TranscodeAnswer, transfer: Transferable[]): void {
  postMessage(message, { transfer })
}
