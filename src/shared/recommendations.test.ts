import { expect, test } from 'vitest'
import { label, toAddress } from './ids.ts'
import { profileUrl } from './profile.ts'
import { recommendationOf, recommendationUrl, toRecommendation } from './recommendations.ts'

const artist = { kind: 'artist', address: toAddress(`0x${'ab'.repeat(20)}`) } as const
const work = { kind: 'work', label: label.parse(`track/${'c'.repeat(32)}/2`) } as const

test.each([artist, work])(
  'a recommendation of an $kind stands in a profile as a link, and is read from it',
  (one) => {
    const url = recommendationUrl(one)
    expect(profileUrl.parse(url)).toBe(url)
    expect(recommendationOf(url)).toEqual(one)
    expect(toRecommendation(` ${url} `)).toEqual(one)
  },
)

test('an account and a label mean what their links mean', () => {
  expect(toRecommendation(artist.address.toUpperCase().replace('0X', '0x'))).toEqual(artist)
  expect(toRecommendation(work.label)).toEqual(work)
})

test.each([
  'https://example.org/artist/0x0000000000000000000000000000000000000000',
  'busker://artist/0xabc',
  'busker://work/track/1/1',
  'busker://library',
  `busker://contact/${'a'.repeat(80)}`,
  'Maren Holt',
  '',
])('%j recommends nobody', (text) => {
  expect(recommendationOf(text)).toBeNull()
  expect(toRecommendation(text)).toBeNull()
})
