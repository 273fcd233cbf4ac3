import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { blockMaxBytes } from '../../protocol/segments.ts'
import { previewMaxMs } from '../../shared/previewChoice.ts'
import { createTestMedia, encodeAll, type TestMedia } from './testing/testMedia.ts'

vi.setConfig({ testTimeout: 600_000, hookTimeout: 60_000 })

let media: TestMedia

beforeAll(async () => {
  media = await createTestMedia()
})
afterAll(() => media.remove())

test.each([80, 90, previewMaxMs / 1000])(
  'a preview of %i seconds fits into one block, whatever is heard',
  async (length) => {
    const path = media.at(`${length}.wav`)
    const noise = `-f lavfi -i anoisesrc=color=white:amplitude=0.5:sample_rate=44100:seed=3 -t ${length} -ac 2`
    execFileSync(media.ffmpeg, `-v error -nostdin -y ${noise} -c:a pcm_s16le ${path}`.split(' '))
    const { segments } = await encodeAll(path, { ...media, preview: { start: 0, length } })
    const bytes = (segments.get('preview') ?? []).reduce((sum, part) => sum + part.bytes.byteLength, 0)
    expect(bytes).toBeGreaterThan(blockMaxBytes / 2)
    expect(bytes).toBeLessThanOrEqual(blockMaxBytes)
  },
)
