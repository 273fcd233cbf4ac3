import { createHmac, createPrivateKey, createPublicKey, pbkdf2Sync } from 'node:crypto'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { verifyIdentity } from '../../protocol/identity.ts'
import { createAccount } from './createAccount.ts'
import { deriveKeys } from './deriveKeys.ts'
import { deriveSeeds, purposes } from './deriveSeeds.ts'
import vectors from './keyVectors.json' with { type: 'json' }

const seedNames = [
  'accountKey',
  'peerSeed',
  'verifyingSeed',
  'receivingSeed',
  'delegatingSeed',
  'storeKey',
  'snapshotKey',
  'collectionSeed',
] as const
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test.each([
  [
    'test test test test test test test test test test test junk',
    '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266',
  ],
  [`${'abandon '.repeat(11)}about`, '0x9858EfFD232B4033E47d90003D41EC34EcaEda94'],
  [`${'abandon '.repeat(23)}art`, '0xF278cF59F82eDcf871d630F28EcC8056f25C1cdb'],
])('the account of "%s" is the one every wallet shows', async (words, address) => {
  const { account } = await deriveSeeds(words)
  expect(createAccount(() => account).address).toBe(address)
})

test.each(vectors.identities)('our vector of $account is met', async (vector) => {
  const keys = await deriveKeys(vector.words, vector.issuedAt)
  for (const name of seedNames) expect(hex(keys[name])).toBe(vector[name])
  const { body, signature } = keys.identity
  expect(body).toMatchObject({ account: vector.account, peer: vector.peer, issuedAt: vector.issuedAt })
  expect(hex(body.verifyingKey)).toBe(vector.verifyingKey)
  expect(hex(body.receivingKey)).toBe(vector.receivingKey)
  expect(signature).toBe(vector.identitySignature)
  await verifyIdentity(keys.identity)
})

test.each(vectors.identities)(
  'the seeds of $account follow from the specifications alone',
  async (vector) => {
    const seed = pbkdf2Sync(vector.words, 'mnemonic', 2048, 64, 'sha512')
    const seeds = await deriveSeeds(vector.words)
    const extracted = createHmac('sha256', Buffer.alloc(32)).update(seed).digest()
    for (const purpose of purposes) {
      const info = Buffer.concat([Buffer.from(`busker/${purpose}/1`), Buffer.from([1])])
      expect(hex(seeds[purpose])).toBe(createHmac('sha256', extracted).update(info).digest('hex'))
    }
  },
)

test.each(vectors.identities)('the peer id of $account holds the public key of its seed', async (vector) => {
  const pkcs8 = Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    Buffer.from(vector.peerSeed, 'hex'),
  ])
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  const raw = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32)
  const { peerIdFromString } = await import('@libp2p/peer-id')
  expect(hex(peerIdFromString(vector.peer).publicKey?.raw ?? new Uint8Array())).toBe(hex(raw))
})

test('nothing that prints keys shows one', async () => {
  const vector = vectors.identities[0]
  if (vector === undefined) throw new Error('no vector')
  const keys = await deriveKeys(vector.words, vector.issuedAt)
  const shown = [
    JSON.stringify(keys),
    JSON.stringify({ ...keys }),
    inspect(keys, { depth: 9, showHidden: true }),
    inspect({ keys, account: keys.account }, { depth: 9, showHidden: true }),
  ].join('\n')
  expect(shown).toContain(vector.account)
  for (const name of seedNames) {
    expect(shown).not.toContain(vector[name])
    expect(shown).not.toContain(Buffer.from(vector[name], 'hex').toString('base64'))
    expect(shown).not.toContain(inspect(Buffer.from(vector[name], 'hex')).slice(8, 40))
  }
})

test('locked keys are overwritten and can no longer sign', async () => {
  const vector = vectors.identities[0]
  if (vector === undefined) throw new Error('no vector')
  const keys = await deriveKeys(vector.words, vector.issuedAt)
  const held = seedNames.map((name) => keys[name])
  keys.lock()
  keys.lock()
  for (const bytes of held) expect(bytes).toEqual(new Uint8Array(32))
  for (const name of seedNames) {
    expect(() => keys[name]).toThrow(expect.objectContaining({ code: 'VAULT_LOCKED' }))
  }
  await expect(keys.account.signMessage({ message: 'x' })).rejects.toThrow(
    expect.objectContaining({ code: 'VAULT_LOCKED' }),
  )
  expect(keys.identity.body.account).toBe(vector.account)
})
