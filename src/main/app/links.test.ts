import fc from 'fast-check'
import { expect, it } from 'vitest'
import { linkIn, pathOfLink } from './links.ts'

it.each([
  ['busker://artist/0xabc', '/artist/0xabc'],
  ['busker://work/track/1f2e/1', '/work/track/1f2e/1'],
  ['busker://library', '/library'],
  ['busker://library/?buy=1#x', '/library'],
])('%s leads to %s', (link, path) => expect(pathOfLink(link)).toBe(path))

it.each([
  'https://artist/0xabc',
  'busker:artist/1',
  'busker://wallet/withdraw',
  'busker://settings',
  'busker://%2e%2e/wallet',
  'busker://',
  '',
])('%j leads nowhere', (link) => expect(pathOfLink(link)).toBe(null))

it('whatever a link says, it is a page that shows something, or none', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.webPath()), (text) => {
      for (const link of [text, `busker://${text}`, `busker://work/${text}`]) {
        const path = pathOfLink(link)
        expect(path === null || /^\/(artist|work|library|playlists)(\/[\w.~%-]+)*$/.test(path)).toBe(true)
      }
    }),
  )
})

it('is found among what the application was started with', () => {
  expect(linkIn(['/usr/bin/busker', '--flag', 'busker://artist/0x1'])).toBe('/artist/0x1')
  expect(linkIn(['/usr/bin/busker', 'busker://wallet'])).toBe(null)
})
