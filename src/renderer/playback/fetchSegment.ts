import { BuskerError } from '../../shared/errors.ts'
import { errorData } from '../../shared/errors/errorSchemas.ts'
import type { FetchSegment } from './openedTrack.ts'

/** @throws BuskerError the code that the answer carries; `PLAYBACK_UNREACHABLE` where it carries none, or none comes */
export const fetchSegment: FetchSegment = async (address, signal) => {
  const response = await fetch(address, { signal }).catch((error: unknown) => {
    throw signal.aborted ? error : unreachable(error)
  })
  if (response.ok) return response.arrayBuffer()
  const answer = errorData.safeParse(await response.json().catch(() => null))
  throw answer.success ? new BuskerError(answer.data.code, answer.data.message) : unreachable()
}

function unreachable(cause?: unknown): BuskerError {
  const sentence = 'Busker is locked or still opening. Unlock it and press play again.'
  return new BuskerError('PLAYBACK_UNREACHABLE', sentence, { cause })
}
