import { expect, test } from 'vitest'
import { parseProfileLink } from './profile.ts'

test.each([
  ['https://tilda.example/', { url: 'https://tilda.example/' }],
  ['tilda.example', { url: 'https://tilda.example/' }],
  ['https://tilda.example/?page=2', { url: 'https://tilda.example/?page=2' }],
  ['Shop=https://tilda.example/?page=2', { title: 'Shop', url: 'https://tilda.example/?page=2' }],
])('%j is a link', (text, link) => expect(parseProfileLink(text)).toEqual(link))

test.each(['javascript:alert(1)', 'Shop=http://tilda.example', 'Shop=', ''])('%j is none', (text) => {
  expect(() => parseProfileLink(text)).toThrow(expect.objectContaining({ code: 'CLI_LINK' }))
})
