// The thread of ManifestReader: answers each question about a track's manifest.
import { parentPort } from 'node:worker_threads'
import { toErrorData } from '../../shared/errors.ts'
import type { ThreadAnswer, ThreadQuestion } from './manifestReader.ts'
import { trackReadings } from './trackReading.ts'

parentPort?.on('message', ({ id, reading, bytes }: ThreadQuestion) => {
  trackReadings[reading](bytes).then(
    (result) => answer({ id, result }),
    (error: unknown) => answer({ id, error: toErrorData(error) }),
  )
})

function answer(message: ThreadAnswer): void {
  parentPort?.postMessage(message)
}
