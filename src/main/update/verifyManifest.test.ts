import { generateKeyPairSync, sign } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { verifyManifest } from './verifyManifest.ts'

const publisher = generateKeyPairSync('ed25519')
const stranger = generateKeyPairSync('ed25519')
const keyOf = ({ publicKey }: typeof publisher) =>
  publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
const signatureOf = (text: string, { privateKey }: typeof publisher) =>
  sign(null, Buffer.from(text), privateKey).toString('base64')
const forged = expect.objectContaining({ code: 'UPDATE_FORGED' })
const manifest = 'version: 0.2.0\nfiles:\n  - url: Busker.AppImage\n    sha512: aaaa\n'

test('what the publisher has signed is taken', () => {
  const signature = `${signatureOf(manifest, publisher)}\n`
  expect(() => verifyManifest(manifest, signature, [keyOf(publisher)])).not.toThrow()
})

test('while a publisher changes keys, one of several signatures is enough, by one of several keys', () => {
  const signatures = `${signatureOf(manifest, stranger)}\r\n${signatureOf(manifest, publisher)}\n`
  expect(() => verifyManifest(manifest, signatures, [keyOf(publisher)])).not.toThrow()
  const keys = [keyOf(stranger), keyOf(publisher)]
  expect(() => verifyManifest(manifest, signatureOf(manifest, publisher), keys)).not.toThrow()
})

test('what somebody else has signed, or nobody, is refused', () => {
  for (const signatures of ['', '\n\n', 'not base64!', signatureOf(manifest, stranger)])
    expect(() => verifyManifest(manifest, signatures, [keyOf(publisher)])).toThrow(forged)
})

test('a manifest of which one character is another is refused', () => {
  const signature = signatureOf(manifest, publisher)
  fc.assert(
    fc.property(fc.nat(manifest.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, character) => {
      fc.pre(character !== manifest[at])
      const changed = manifest.slice(0, at) + character + manifest.slice(at + 1)
      expect(() => verifyManifest(changed, signature, [keyOf(publisher)])).toThrow(forged)
    }),
  )
})

test('a signature behind a thousand others is not looked for', () => {
  const signatures = `${`${signatureOf(manifest, stranger)}\n`.repeat(1_000)}${signatureOf(manifest, publisher)}`
  expect(() => verifyManifest(manifest, signatures, [keyOf(publisher)])).toThrow(forged)
})
