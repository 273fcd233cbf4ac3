import { beforeEach, expect, test } from 'vitest'
import type { CleanArtwork } from '../../node/artwork/contract.ts'
import { cidText, toLabel, workId } from '../../shared/ids.ts'
import { coverReader } from './coverReader.ts'

const label = toLabel('track', workId.parse('1f'.repeat(16)), 1)
const artwork = cidText.parse(`b${'a'.repeat(40)}`)
const published = new Uint8Array([9, 9])

let asked: string[]
let cleaned: unknown[]
let response: () => Promise<Response>
let mediaType: CleanArtwork['mediaType']
beforeEach(() => {
  asked = []
  cleaned = []
  mediaType = 'image/jpeg'
  response = async () => new Response(published)
})
const read = (known: { artwork: typeof artwork | null } | undefined = { artwork }) =>
  coverReader({
    catalogue: { edition: () => known },
    playback: {
      respond(url) {
        asked.push(url)
        return response()
      },
    },
    artworkCleaner: {
      async clean(source) {
        cleaned.push(source)
        return { mediaType, bytes: new Uint8Array([1]), width: 1, height: 1 }
      },
    },
  })(label)

test('a picture that others published is made anew before it is shown', async () => {
  expect(await read()).toEqual(new Uint8Array([1]))
  expect(asked).toEqual([`track://busker/artwork/${artwork}`])
  expect(cleaned).toEqual([{ bytes: published }])
})

test('a work that is not known or has no picture costs no look', async () => {
  expect(await read({ artwork: null })).toBeNull()
  expect(
    await coverReader({
      catalogue: { edition: () => undefined },
      playback: { respond: async () => Promise.reject(new Error('asked')) },
      artworkCleaner: { clean: async () => Promise.reject(new Error('asked')) },
    })(label),
  ).toBeNull()
  expect(asked).toEqual([])
})

test('a picture that cannot be had, or that a notification cannot show, is none', async () => {
  response = async () => new Response(null, { status: 404 })
  expect(await read()).toBeNull()
  expect(cleaned).toEqual([])
  response = async () => new Response(published)
  mediaType = 'image/webp'
  expect(await read()).toBeNull()
})
