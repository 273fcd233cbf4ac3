import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toErrorData } from '../shared/errors.ts'
import { peerIdText } from '../shared/ids.ts'
import { decodeInvitation, encodeInvitation, hubAddressesIn, type Invitation } from './invitation.ts'

const hub = peerIdText.parse('12D3KooWRBhwfeP2Y4TCx1SM6s9rUoHhR5STiGwxBhgFRcw3UERE')
const plain: Invitation = {
  v: 1,
  hub,
  at: ['/dns4/hub.example.org/tcp/4001'],
  profile: new Uint8Array(32).fill(7),
}

function codeOf(text: string): string {
  try {
    decodeInvitation(text)
    return 'none'
  } catch (error) {
    return toErrorData(error).code
  }
}

test('an invitation is a link that comes back as it was, and fits a picture for the street', () => {
  const full = { ...plain, until: 1_800_000_000_000, voucher: new Uint8Array(16).fill(9) }
  for (const each of [plain, full]) expect(decodeInvitation(encodeInvitation(each))).toEqual(each)
  expect(encodeInvitation(full)).toMatch(/^busker:\/\/join\/[\w-]+$/)
  expect(encodeInvitation(full).length).toBeLessThan(300)
  expect(hubAddressesIn(full)).toEqual([`/dns4/hub.example.org/tcp/4001/p2p/${hub}`])
})

test('what a mail program breaks into lines, and a link without its beginning, are read', () => {
  const link = encodeInvitation(plain)
  expect(decodeInvitation(`  ${link.slice(0, 60)}\r\n${link.slice(60)}\n`)).toEqual(plain)
  expect(decodeInvitation(link.slice('busker://join/'.length))).toEqual(plain)
})

test('what is cut, changed or something else is refused', () => {
  const link = encodeInvitation(plain)
  for (const text of ['', 'busker://join/', 'https://example.org', link.slice(0, -3), `${link}AA`]) {
    expect(codeOf(text)).toBe('INVITATION_MALFORMED')
  }
  expect(codeOf('A'.repeat(100_000))).toBe('INVITATION_MALFORMED')
})

test('nothing that somebody makes up breaks the reading of it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String(), fc.webUrl()), (text) => {
      expect(codeOf(`busker://join/${text}`)).toBe('INVITATION_MALFORMED')
    }),
  )
})
