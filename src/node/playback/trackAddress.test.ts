import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseTrackAddress } from './trackAddress.ts'

const id = '0123456789abcdef0123456789abcdef'
const cid = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy'

test('segments, previews and pictures have an address each', () => {
  expect(parseTrackAddress(`track://busker/${id}/aac/12`)).toEqual({
    kind: 'segment',
    id,
    rendition: 'aac',
    index: 12,
  })
  expect(parseTrackAddress(`track://busker/preview/track/${id}/1`)).toEqual({
    kind: 'preview',
    label: `track/${id}/1`,
  })
  expect(parseTrackAddress(`track://busker/artwork/${cid}`)).toEqual({ kind: 'artwork', cid })
})

test.each([
  `track://busker/${id}/aac/01`,
  `track://busker/${id}/aac/-1`,
  `track://busker/${id}/aac/12345`,
  `track://busker/${id}/aac/1?x`,
  `track://busker/${id}/aac/1#x`,
  `track://busker/${id}/aac/1/`,
  `track://busker/${id}//1`,
  `track://busker/${id}/..%2faac/1`,
  `track://busker/${id}/../1`,
  `track://other/${id}/aac/1`,
  `http://busker/${id}/aac/1`,
  `track://busker/preview/${id}`,
  `track://busker/preview/track/${id}/0`,
  `track://busker/preview/../track/${id}/1`,
  `track://busker/artwork/../../etc/passwd`,
  `track://busker/artwork/${cid}/x`,
  'track://busker/',
  'track://busker',
])('names nothing: %s', (url) => expect(parseTrackAddress(url)).toBeUndefined())

test('whatever else is asked, what is read writes the same address again', () => {
  const part = fc.constantFrom(
    '..',
    '%2e',
    '/',
    '//',
    'preview',
    'artwork',
    'track',
    id,
    cid,
    'aac',
    '0',
    '7',
    '?',
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 9 }), (parts) => {
      const url = `track://busker/${parts.join('')}`
      const address = parseTrackAddress(url)
      if (address === undefined) return
      const path =
        address.kind === 'segment'
          ? `${address.id}/${address.rendition}/${address.index}`
          : `${address.kind}/${address.kind === 'preview' ? address.label : address.cid}`
      expect(`track://busker/${path}`).toBe(url)
    }),
  )
})
