import { expect, test } from 'vitest'
import { cidText, toAddress, toLabel, workId } from '../../shared/ids.ts'
import { createWorkResolver } from './createWorkResolver.ts'

const artist = toAddress(`0x${'1'.repeat(40)}`)
const labelOf = (digits: string) => toLabel('track', workId.parse(digits.repeat(16)), 1)

test('a manifest of another work than the one ordered is not bought', async () => {
  const body = { artist, capsule: { label: labelOf('aa') }, credits: { title: 'A song' }, price: null }
  const catalogue = {
    artist: () => undefined,
    fetchManifest: async () => ({ kind: 'track', cid: 'bafy', body }),
  } as unknown as Parameters<typeof createWorkResolver>[0]
  const resolver = createWorkResolver(catalogue, artist)
  const reference = { manifest: cidText.parse(`bafy${'q'.repeat(55)}`), artist }
  await expect(resolver.byManifest({ ...reference, label: labelOf('bb') })).rejects.toMatchObject({
    code: 'ORDER_MANIFEST_WRONG',
  })
  expect(await resolver.byManifest({ ...reference, label: labelOf('aa') })).toMatchObject({ title: 'A song' })
})
