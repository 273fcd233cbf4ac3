import { expect, test } from 'vitest'
import { label } from '../shared/ids.ts'
import { openOwnCapsule, sealCapsule } from './capsule.ts'
import { policyKeyOf, publicKeyOf } from './keys.ts'
import { openLetter, sealLetter } from './letter.ts'
import { artistSeeds, listenerSeeds, seedOf, trackLabel } from './testing/policyFixture.ts'

const contentKey = seedOf('content key')

test('whoever made a capsule opens it, with the key of its label and no other', async () => {
  const kit = await sealCapsule(await policyKeyOf(artistSeeds.delegatingSeed, trackLabel), contentKey)
  expect(await openOwnCapsule(artistSeeds.delegatingSeed, trackLabel, kit)).toEqual(contentKey)
  const other = label.parse(trackLabel.replace('/1', '/2'))
  await expect(openOwnCapsule(artistSeeds.delegatingSeed, other, kit)).rejects.toMatchObject({
    code: 'UMBRAL_WRONG_KEY',
  })
})

test('bytes that are no kit are named so', async () => {
  await expect(
    openOwnCapsule(artistSeeds.delegatingSeed, trackLabel, new Uint8Array(200)),
  ).rejects.toMatchObject({
    code: 'UMBRAL_MALFORMED',
  })
})

test('a letter is read by whom it is for, and by nobody else, and not when it was changed', async () => {
  const content = new Uint8Array(90_000).fill(7)
  const letter = await sealLetter(await publicKeyOf(listenerSeeds.receivingSeed), content)
  expect(await openLetter(listenerSeeds.receivingSeed, letter)).toEqual(content)
  const wrong = { code: 'UMBRAL_WRONG_KEY' }
  await expect(openLetter(listenerSeeds.verifyingSeed, letter)).rejects.toMatchObject(wrong)
  const changed = letter.with(letter.length - 40, (letter.at(-40) ?? 0) ^ 1)
  await expect(openLetter(listenerSeeds.receivingSeed, changed)).rejects.toMatchObject(wrong)
})
