import { expect, test } from 'vitest'
import { appOrigin, vaultOrigin } from '../shared/origins.ts'
import { mayListOutputs } from './mayListOutputs.ts'

const listing = { permission: 'media', mediaType: 'audio', securityOrigin: `${appOrigin}/` }

test('the main page may list audio devices', () => {
  expect(mayListOutputs(listing)).toBe(true)
})

test.each([
  ['asks for the microphone', { ...listing, mediaType: undefined }],
  ['wants a camera', { ...listing, mediaType: 'video' }],
  ['wants anything else', { ...listing, permission: 'notifications' }],
  ['is the vault', { ...listing, securityOrigin: `${vaultOrigin}/` }],
  ['is a stranger of a like name', { ...listing, securityOrigin: `${appOrigin}.example/` }],
  ['has no origin', { ...listing, securityOrigin: undefined }],
])('a page that %s may not', (_what, lookup) => {
  expect(mayListOutputs(lookup)).toBe(false)
})
