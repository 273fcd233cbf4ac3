import { z } from 'zod'
import { remoteApi } from '../shared/api/remote.ts'
import { BuskerError } from '../shared/errors.ts'
import { address, hex32, peerIdText } from '../shared/ids.ts'
import { line } from '../shared/text.ts'
import { decodeText, encodeText } from './codec.ts'
import { bytes } from './fields.ts'
import { defineProtocol } from './rpc.ts'
import { signedSchema } from './signed.ts'

/** What a server shows once, and an app of the same artist is given: whom to dial, and by what the server knows who was meant. */
export const pairingCode = z.strictObject({
  v: z.literal(1),
  /** The server's own peer, which is another than the artist's. */
  server: peerIdText,
  /** Chosen at random for this code. */
  secret: bytes(16),
})
export type PairingCode = z.output<typeof pairingCode>

export const pairingPrefix = 'busker://server/'
const codeMaxBytes = 160

/** @returns a text that a person copies */
export function encodePairingCode(code: PairingCode): string {
  return `${pairingPrefix}${encodeText(pairingCode, code)}`
}

/**
 * Reads a code, or what is left of one that was copied without its beginning; white space does not matter.
 *
 * @throws BuskerError `REMOTE_CODE_MALFORMED`
 */
export function decodePairingCode(text: string): PairingCode {
  const plain = text.replace(/\s+/g, '')
  const body = plain.startsWith(pairingPrefix) ? plain.slice(pairingPrefix.length) : plain
  try {
    return decodeText(pairingCode, body, codeMaxBytes)
  } catch (cause) {
    throw new BuskerError(
      'REMOTE_CODE_MALFORMED',
      'This is not the code of a server, or not all of it was copied. Nothing was paired.',
      { cause },
    )
  }
}

/** Each of the two signs this with the artist's account: whoever has a code, and not the words, is no app and no server. */
export const pairingRecord = z.strictObject({
  v: z.literal(1),
  by: z.enum(['app', 'server']),
  account: address,
  app: peerIdText,
  server: peerIdText,
  /** SHA-256 of the code's secret. */
  code: hex32,
  /** As the machine of who signs calls itself. */
  name: line(40),
})
export type PairingRecord = z.output<typeof pairingRecord>
export const signedPairing = signedSchema(pairingRecord)
export type SignedPairing = z.output<typeof signedPairing>

const noFields = z.strictObject({})

/** What an app may ask of the server that it is paired with: this and nothing else. */
export const remoteProtocol = defineProtocol('/busker/remote/1', {
  pair: {
    input: z.strictObject({ secret: bytes(16), record: signedPairing }),
    output: z.strictObject({ record: signedPairing }),
    maxBytes: 2048,
  },
  overview: { ...remoteApi.overview, maxBytes: 1024 * 1024, requestMaxBytes: 64 },
  sell: { ...remoteApi.sell, maxBytes: 1024, requestMaxBytes: 64 },
  /** The app does not want to be known any more. */
  unpair: { input: noFields, output: noFields, maxBytes: 64 },
})
