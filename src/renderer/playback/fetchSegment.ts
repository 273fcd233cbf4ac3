import { BuskerError } from '../../shared/errors.ts'
import { errorData } from '../../shared/errors/errorSchemas.ts'
import type { FetchSegment } from './openedTrack.ts'

/** @throws BuskerError the code that the answer carries; `PLAYBACK_UNREACHABLE` where it carries none */
export const fetchSegment: FetchSegment = async (address, signal) => {
  const response = await fetch(address, { signal })
  if (response.ok) return response.arrayBuffer()
  const answer = errorData.safeParse(await response.json().catch(() => null))
  if (answer.success) throw new BuskerError(answer.data.code, answer.data.message)
  throw new BuskerError(
    'PLAYBACK_UNREACHABLE',
    'Busker is locked or still opening. Unlock it and press play again.',
  )
}
