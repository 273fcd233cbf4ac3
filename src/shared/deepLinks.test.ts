import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deepLinkPathIn, deepLinkPath, invitationAmong, invitationIn } from './deepLinks.ts'

test.each([
  ['busker://artist/0xabc', '/artist/0xabc'],
  ['busker://work/track/1f2e/1', '/work/track/1f2e/1'],
  ['busker://work/track/1f2e/1/code/7K3M-0QZ8-VT4N-A1XE', '/work/track/1f2e/1/code/7K3M-0QZ8-VT4N-A1XE'],
  [`busker://contact/${'aZ9_-'.repeat(120)}`, `/wallet/contact/${'aZ9_-'.repeat(120)}`],
  ['busker://contact/abc/?x=1', '/wallet/contact/abc'],
  ['busker://library', '/library'],
  ['busker://library/?buy=1#x', '/library'],
])('%s leads to %s', (link, path) => expect(deepLinkPath(link)).toBe(path))

test.each([
  'https://artist/0xabc',
  'busker:artist/1',
  'busker://wallet/withdraw',
  'busker://settings',
  'busker://contact/',
  'busker://contact/a/b',
  'busker://contact/%2e',
  'busker://%2e%2e/wallet',
  'busker://',
  '',
])('%j leads nowhere', (link) => expect(deepLinkPath(link)).toBe(null))

test('whatever a link says, it is a page that shows something, or none', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.webPath()), (text) => {
      for (const link of [text, `busker://${text}`, `busker://work/${text}`]) {
        const path = deepLinkPath(link)
        expect(
          path === null || /^\/(artist|work|library|playlists|wallet\/contact)(\/[\w.~%-]+)*$/.test(path),
        ).toBe(true)
      }
    }),
  )
})

test('is found among what the application was started with', () => {
  expect(deepLinkPathIn(['/usr/bin/busker', '--flag', 'busker://artist/0x1'])).toBe('/artist/0x1')
  expect(deepLinkPathIn(['/usr/bin/busker', 'busker://wallet'])).toBe(null)
})

test('an invitation is told from a page, and is whole or nothing', () => {
  const link = `busker://join/${'aZ9_-'.repeat(60)}`
  expect(invitationIn(link)).toBe(link)
  expect(invitationIn(`${link}/`)).toBe(link)
  expect(invitationIn(`${link}?from=mail#x`)).toBe(link)
  expect(deepLinkPath(link)).toBe(null)
  for (const text of [
    'busker://join/',
    'busker://join/a/b',
    'busker://join/%41',
    `https://${link}`,
    `${link}\n`,
  ]) {
    expect(invitationIn(text)).toBe(null)
  }
  expect(invitationIn(`busker://join/${'a'.repeat(2000)}`)).toBe(null)
  expect(invitationAmong(['/usr/bin/busker', '--flag', link])).toBe(link)
  expect(invitationAmong(['/usr/bin/busker', 'busker://library'])).toBe(null)
})
