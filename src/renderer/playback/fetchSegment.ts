import pRetry from 'p-retry'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import { errorData } from '../../shared/errors/errorSchemas.ts'
import type { FetchSegment } from './openedTrack.ts'

/** @throws BuskerError the code that the answer carries; `PLAYBACK_UNREACHABLE` where it carries none, or none comes */
export const fetchSegment: FetchSegment = (address, signal) =>
  // The node answers whatever it thinks of a question: one without an answer was lost on the way.
  pRetry(() => ask(address, signal), {
    retries: 1,
    minTimeout: 100,
    signal,
    shouldRetry: ({ error }) => !isBuskerError(error),
  }).catch((error: unknown) => {
    throw signal.aborted || isBuskerError(error) ? error : unreachable(error)
  })

const ask: FetchSegment = async (address, signal) => {
  const response = await fetch(address, { signal })
  if (response.ok) return response.arrayBuffer()
  const answer = errorData.safeParse(await response.json().catch(() => null))
  throw answer.success ? new BuskerError(answer.data.code, answer.data.message) : unreachable()
}

function unreachable(cause?: unknown): BuskerError {
  const sentence = 'Busker is locked or still opening. Unlock it and press play again.'
  return new BuskerError('PLAYBACK_UNREACHABLE', sentence, { cause })
}
