import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { uploadDraft, type UploadDraft } from '../../shared/api/uploadDraft.ts'
import { BuskerError } from '../../shared/errors.ts'
import { isDeviceSetting, Settings } from '../settings/settings.ts'
import { UploadDraftStore } from '../settings/uploadDraftStore.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { uploadDraftHandlers } from './uploadDraftHandlers.ts'

const context = { signal: new AbortController().signal, report: () => undefined }
let folder: string
let store: Store

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-draft-'))
  store = openStore(':memory:')
  for (const name of ['one.flac', 'cover.png', 'broken.png']) await writeFile(join(folder, name), name)
})
afterEach(async () => {
  store.close()
  await rm(folder, { recursive: true })
})

/** As after a start: nothing is known but what is in the store. */
function handlers() {
  return uploadDraftHandlers({
    uploadDrafts: new UploadDraftStore(new Settings(store)),
    artworkCleaner: {
      async clean(source) {
        if ('file' in source && source.file.endsWith('cover.png'))
          return { bytes: new Uint8Array([1]), mediaType: 'image/webp', width: 1, height: 1 }
        throw new BuskerError('MEDIA_ARTWORK_UNREADABLE', 'This is no picture.')
      },
    },
  })
}

function draft(change: Partial<UploadDraft> = {}): UploadDraft {
  return {
    tracks: [
      {
        file: join(folder, 'one.flac'),
        text: { title: 'One' },
        artwork: join(folder, 'cover.png'),
        artworkCrop: { left: 0, top: 0, side: 0.5 },
      },
      { file: join(folder, 'gone.flac'), text: { title: 'Gone', price: '1.50+' }, artwork: null },
    ],
    release: { text: { title: 'Both', releaseType: 'ep' }, artwork: join(folder, 'broken.png') },
    ...change,
  }
}

test('a draft is there after a start, with the files that are gone and the pictures that were chosen', async () => {
  expect(await handlers().uploadDraft({}, context)).toBeNull()
  await handlers().keepUploadDraft({ draft: draft({ release: null }) }, context)
  await handlers().keepUploadDraft({ draft: draft() }, context)
  expect(await handlers().uploadDraft({}, context)).toEqual({
    draft: draft(),
    keptAt: expect.any(Number),
    gone: [join(folder, 'gone.flac')],
    pictures: [
      {
        file: join(folder, 'cover.png'),
        crop: { left: 0, top: 0, side: 0.5 },
        preview: 'data:image/webp;base64,AQ==',
      },
    ],
  })
})

test('a draft that was discarded is offered no more', async () => {
  await handlers().keepUploadDraft({ draft: draft() }, context)
  await handlers().discardUploadDraft({}, context)
  expect(await handlers().uploadDraft({}, context)).toBeNull()
})

test('a draft stays on the machine that has its files', () => {
  expect(isDeviceSetting('device-upload-draft')).toBe(true)
})

const track = { file: '/a.wav', text: {}, artwork: null }
test.each([
  ['no tracks', { tracks: [], release: null }],
  ['more tracks than anybody has', { tracks: Array.from({ length: 5001 }, () => track), release: null }],
  ['a path that no file can have', { tracks: [{ ...track, file: 'a'.repeat(5000) }], release: null }],
  ['a text of a megabyte', { tracks: [{ ...track, text: { title: 'a'.repeat(2 ** 20) } }], release: null }],
  [
    'ten megabytes in all',
    {
      tracks: Array.from({ length: 200 }, () => ({ ...track, text: { lyrics: 'a'.repeat(50_000) } })),
      release: null,
    },
  ],
  ['a field that is none', { tracks: [{ ...track, price: 1 }], release: null }],
])('a draft of %s is refused', (_, kept) => {
  expect(uploadDraft.safeParse(kept).success).toBe(false)
})
