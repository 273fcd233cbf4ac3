import { expect, test } from 'vitest'
import { label } from '../../shared/ids.ts'
import {
  artistSeeds,
  createPolicyFixture,
  listenerSeeds,
  recipientKeys,
  trackLabel,
} from '../../umbral/testing/policyFixture.ts'
import { checkPolicy } from './checkPolicy.ts'

const { signed: statement } = await createPolicyFixture()
const own = await recipientKeys(listenerSeeds)

test('a policy for us and for this work is taken', async () => {
  await expect(checkPolicy({ statement }, trackLabel, own)).resolves.toBeUndefined()
})

test('a policy for other keys is not, also where one of them is ours', async () => {
  const foreign = await recipientKeys({
    verifyingSeed: artistSeeds.verifyingSeed,
    receivingSeed: artistSeeds.delegatingSeed,
  })
  for (const keys of [
    foreign,
    { ...own, verifyingKey: foreign.verifyingKey },
    { ...own, receivingKey: foreign.receivingKey },
  ]) {
    await expect(checkPolicy({ statement }, trackLabel, keys)).rejects.toMatchObject({
      code: 'POLICY_NOT_YOURS',
    })
  }
})

test('a policy for another work is not, nor one that was changed after it was signed', async () => {
  const other = label.parse(`track/${'ab'.repeat(16)}/2`)
  await expect(checkPolicy({ statement }, other, own)).rejects.toMatchObject({ code: 'POLICY_FORGED' })
  const changed = { ...statement, body: { ...statement.body, end: statement.body.end + 1 } }
  await expect(checkPolicy({ statement: changed }, trackLabel, own)).rejects.toMatchObject({
    code: 'POLICY_FORGED',
  })
})
