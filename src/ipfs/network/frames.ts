import type { Stream } from '@libp2p/interface'
import { lpStream } from '@libp2p/utils'
import type { Uint8ArrayList } from 'uint8arraylist'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'

/** What arrived and was not read yet; more than this ends the stream. Must hold many blocks at once. */
const bufferMaxBytes = 32 * 1024 * 1024

interface StreamFrames {
  read(options?: { signal: AbortSignal }): Promise<Uint8ArrayList>
  write(frame: Uint8Array | Uint8ArrayList, options?: { signal: AbortSignal }): Promise<void>
}

/**
 * Length-prefixed frames over a libp2p stream.
 *
 * @param maxBytes a longer frame is refused before it is read: `PROTOCOL_TOO_LARGE`
 */
export function framesOf(stream: Stream, maxBytes: number): StreamFrames {
  const frames = lpStream(stream, { maxDataLength: maxBytes, maxBufferSize: bufferMaxBytes })
  return {
    read: (options) => frames.read(options).catch(refuseLongFrame),
    write: (frame, options) => frames.write(frame, options),
  }
}

function refuseLongFrame(error: unknown): never {
  if (
    error instanceof Error &&
    ['InvalidDataLengthError', 'InvalidDataLengthLengthError'].includes(error.name)
  ) {
    throw new BuskerError('PROTOCOL_TOO_LARGE', 'A message longer than this protocol allows was refused.', {
      cause: error,
    })
  }
  throw error
}

/** Says what a broken exchange with a peer means to whoever asked for it. */
export function toPeerError(error: unknown, peer: string, signal: AbortSignal): unknown {
  if (isBuskerError(error)) return error
  if (signal.aborted) {
    const reason: unknown = signal.reason
    if (!(reason instanceof Error) || reason.name !== 'TimeoutError') return reason
    return new BuskerError('IPFS_PEER_TIMEOUT', `${peer} did not answer in time. Try again later.`, {
      cause: error,
    })
  }
  if (error instanceof Error && error.name === 'UnsupportedProtocolError') {
    return new BuskerError('PROTOCOL_UNKNOWN', `${peer} does not offer this service.`, { cause: error })
  }
  return new BuskerError(
    'IPFS_PEER_UNREACHABLE',
    `${peer} can't be reached. It may be offline; try again later.`,
    { cause: error },
  )
}
