import { type Stream, StreamStateError } from '@libp2p/interface'
import { fired } from './fired.ts'

/** Sends bytes on a stream. @returns false where whoever sends has been cut off meanwhile, which an attacker has to expect */
export function sendTo(stream: Stream, bytes: Uint8Array): boolean {
  try {
    stream.send(bytes)
    return true
  } catch (error) {
    if (error instanceof StreamStateError) return false
    throw error
  }
}

/** Resolves when something comes on a stream, when it closes, or when `signal` has fired. Ask before anything is sent. */
export async function answered(stream: Stream, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  stream.addEventListener('message', () => resolve())
  stream.addEventListener('close', () => resolve())
  await Promise.race([promise, fired(signal)])
}
