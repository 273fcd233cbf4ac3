import fc from 'fast-check'
import { expect, test } from 'vitest'
import { profileLinkPlace, profileUrl, toProfileUrl } from './profile.ts'

test.each([
  ['tilda.example', 'https://tilda.example/'],
  ['  https://tilda.example/songs?page=2#new ', 'https://tilda.example/songs?page=2#new'],
  ['busker://artist/0xabc', 'busker://artist/0xabc'],
  ['https://bücher.example', 'https://xn--bcher-kva.example/'],
  // Cyrillic, as it looks like "paypal".
  ['https://раураl.com/', 'https://xn--l-7sba6dbr.com/'],
])('%j is the link %s', (typed, url) => {
  expect(toProfileUrl(typed)).toBe(url)
  expect(profileUrl.safeParse(url).success).toBe(true)
})

test.each([
  'javascript:alert(1)',
  'JavaScript://tilda.example/%0aalert(1)',
  'data:text/html,<script>alert(1)</script>',
  'http://tilda.example',
  'file:///etc/passwd',
  'https://tilda.example@evil.example',
  'https://localhost',
  'busker:artist',
  `https://tilda.example/${'a'.repeat(500)}`,
  '',
])('%j is no link', (typed) => expect(toProfileUrl(typed)).toBeUndefined())

test.each([
  'https://tilda.example',
  'https://TILDA.example/',
  'https://tilda.example/\u202egpj',
  ' https://a.b/',
])('%j is refused where it comes from somebody else', (url) =>
  expect(profileUrl.safeParse(url).success).toBe(false),
)

test('whatever is typed, a link that comes of it has one of two schemes and nothing that a page could obey', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl()), (typed) => {
      const url = toProfileUrl(typed)
      if (url === undefined) return
      expect(url).toMatch(/^(https|busker):\/\/[!-~]+$/)
      expect(url).not.toMatch(/[<>"\s]/)
      expect(toProfileUrl(url)).toBe(url)
      expect(profileLinkPlace(url)).toMatch(/^[!-~]+$/)
    }),
  )
})
