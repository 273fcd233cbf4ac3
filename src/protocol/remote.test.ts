import fc from 'fast-check'
import { expect, test } from 'vitest'
import { peerIdText } from '../shared/ids.ts'
import { decodePairingCode, encodePairingCode } from './remote.ts'

const server = peerIdText.parse('12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp')
const secret = fc.uint8Array({ minLength: 16, maxLength: 16 })

test('a code that was copied in lines, or without its beginning, is read as it was made', () => {
  fc.assert(
    fc.property(secret, fc.nat(120), (bytes, at) => {
      const code = { v: 1 as const, server, secret: new Uint8Array(bytes) }
      const text = encodePairingCode(code)
      expect(decodePairingCode(`  ${text.slice(0, at)}\n ${text.slice(at)}`)).toEqual(code)
      expect(decodePairingCode(text.slice('busker://server/'.length))).toEqual(code)
    }),
  )
})

test('whatever else is pasted is refused in one way', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String(), fc.constant(server)), (text) => {
      expect(() => decodePairingCode(text)).toThrow(
        expect.objectContaining({ code: 'REMOTE_CODE_MALFORMED' }),
      )
    }),
  )
})
