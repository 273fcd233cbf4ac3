import { bytesToHex, hexToBytes } from 'viem'
import { publicKeyToAddress, privateKeyToAccount } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import { label } from '../shared/ids.ts'
import { policyKeyOf, publicKeyOf, signMessage, verifyMessage } from './keys.ts'

const seed = Uint8Array.from({ length: 32 }, (_, index) => index + 1)
const message = new TextEncoder().encode('busker')

describe('published vectors: seeds 0102…20', () => {
  test('the public key of a seed is its secp256k1 point, as any other library computes it', async () => {
    const key = bytesToHex(await publicKeyOf(seed))
    expect(key).toBe('0x0284bf7562262bbd6940085748f3be6afa52ae317155181ece31b66351ccffa4b0')
    const account = privateKeyToAccount(bytesToHex(seed))
    expect(publicKeyToAddress(account.publicKey)).toBe(account.address)
    expect(account.publicKey.slice(4, 68)).toBe(key.slice(4))
  })

  test.each([
    [`track/${'00'.repeat(16)}/1`, '0x020a4fc5bda7ae618ca6aee3a0e5fe0206662141d111e602314b190cfc01d6958a'],
    [`track/${'00'.repeat(16)}/2`, '0x02d818729fd96163d919bf39df0d95a1cd095c905643afcbd6ef15e3bed3c002ef'],
    [`release/${'00'.repeat(16)}/1`, '0x036979b1ad6b9d456a376dc8c55128856ff18d14d5d7846a6eb403b1a3f52469e8'],
  ])('the key of %s', async (text, key) => {
    expect(bytesToHex(await policyKeyOf(seed, label.parse(text)))).toBe(key)
  })
})

test('a signature has 64 bytes and holds for its key and its message alone', async () => {
  const signature = await signMessage(seed, message)
  const key = await publicKeyOf(seed)
  expect(signature).toHaveLength(64)
  expect(await verifyMessage(key, message, signature)).toBe(true)
  expect(await verifyMessage(key, message.slice(1), signature)).toBe(false)
  expect(await verifyMessage(await publicKeyOf(seed.toReversed()), message, signature)).toBe(false)
})

test.each([
  ['an empty signature', new Uint8Array()],
  ['zeros', new Uint8Array(64)],
  ['ones', new Uint8Array(64).fill(255)],
])('%s is no signature, and no failure', async (_, signature) => {
  expect(await verifyMessage(await publicKeyOf(seed), message, signature)).toBe(false)
})

test('a key that is none verifies nothing', async () => {
  expect(await verifyMessage(new Uint8Array(33), message, await signMessage(seed, message))).toBe(false)
})

test.each([
  ['too short', hexToBytes('0x01')],
  ['zero', new Uint8Array(32)],
  ['above the order of the curve', new Uint8Array(32).fill(255)],
])('a secret key that is %s is refused', async (_, wrong) => {
  await expect(publicKeyOf(wrong)).rejects.toMatchObject({ code: 'UMBRAL_MALFORMED' })
})

test('a root of delegating keys that is too short is refused', async () => {
  const some = label.parse(`track/${'00'.repeat(16)}/1`)
  await expect(policyKeyOf(seed.slice(1), some)).rejects.toMatchObject({ code: 'UMBRAL_MALFORMED' })
})
