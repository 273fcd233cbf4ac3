import { type Stream, StreamStateError } from '@libp2p/interface'

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
