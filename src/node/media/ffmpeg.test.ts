import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chunks, runFfmpeg, type FfmpegCommand } from './ffmpeg.ts'
import { createTestMedia, type TestMedia } from './testing/testMedia.ts'

let media: TestMedia
beforeAll(async () => {
  media = await createTestMedia()
})
afterAll(() => media.remove())

/** Noise without end: only ending ffmpeg ends it. */
const endless = '-v info -f lavfi -i anoisesrc -f s16le pipe:3'
const command = (args: string, more: Partial<FfmpegCommand> = {}): FfmpegCommand => ({
  ffmpeg: media.ffmpeg,
  args: args.split(' '),
  outputs: 1,
  failure: { code: 'MEDIA_ENCODE_FAILED', message: 'It did not work.' },
  ...more,
})

function childrenNow(): string {
  return readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim()
}

async function drain(source: AsyncIterable<Buffer>): Promise<number> {
  let bytes = 0
  for await (const chunk of source) bytes += chunk.length
  return bytes
}

describe('running ffmpeg', () => {
  test('hands over its output and its last lines', async () => {
    const second = '-v info -f lavfi -i anoisesrc=d=1:r=8000 -f s16le pipe:3'
    const { result, log } = await runFfmpeg(command(second), ({ outputs: [pcm] }) => drain(chunks(pcm)))
    expect(result).toBe(16_000)
    expect(log.join('\n')).toContain('pcm_s16le')
  })

  test('explains a failure with what ffmpeg said last', async () => {
    const failing = runFfmpeg(
      command('-v error -f wav -i file:/nowhere.wav -f s16le pipe:3'),
      async ({ outputs: [pcm] }) => drain(chunks(pcm)),
    )
    await expect(failing).rejects.toMatchObject({
      code: 'MEDIA_ENCODE_FAILED',
      message: expect.stringMatching(/^It did not work\. ffmpeg said: .*No such file/) as string,
    })
  })

  test('says so when there is no ffmpeg', async () => {
    const missing = runFfmpeg(command(endless, { ffmpeg: media.at('no-ffmpeg') }), ({ outputs: [pcm] }) =>
      drain(chunks(pcm)),
    )
    await expect(missing).rejects.toMatchObject({ code: 'MEDIA_FFMPEG_MISSING' })
  })

  test('ends ffmpeg when cancelled, and is done only when nothing of it is left', async () => {
    const controller = new AbortController()
    const { signal } = controller
    const running = runFfmpeg(command(endless, { signal }), async ({ outputs: [pcm] }) => {
      for await (const chunk of chunks(pcm))
        if (chunk.length > 0) controller.abort(new Error('changed my mind'))
    })
    await expect(running).rejects.toMatchObject({
      code: 'MEDIA_CANCELLED',
      cause: new Error('changed my mind'),
    })
    expect(childrenNow()).toBe('')
  })

  test('ends ffmpeg when its reader fails, and throws what the reader threw', async () => {
    const running = runFfmpeg(command(endless), async ({ outputs: [pcm] }) => {
      for await (const chunk of chunks(pcm)) throw new RangeError(`enough after ${chunk.length > 0}`)
    })
    await expect(running).rejects.toThrow(new RangeError('enough after true'))
    expect(childrenNow()).toBe('')
  })

  test('keeps the environment from it', async () => {
    process.env['FFREPORT'] = `file=${media.at('report.log')}:level=32`
    try {
      await runFfmpeg(command('-f lavfi -i anoisesrc=d=1 -f s16le pipe:3'), ({ outputs: [pcm] }) =>
        drain(chunks(pcm)),
      )
    } finally {
      delete process.env['FFREPORT']
    }
    expect(() => readFileSync(media.at('report.log'))).toThrow('ENOENT')
  })
})
