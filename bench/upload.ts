import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { probe } from '../src/node/media/probe.ts'
import { planRenditions } from '../src/node/media/renditions.ts'
import type { Source } from '../src/node/media/source.ts'
import { synthesiseWav } from '../src/testAudio/synthesise.ts'
import { nodeArguments, nodeEnvironment } from '../src/process/nodeArguments.mjs'
import { findFfmpeg } from '../src/process/tools.ts'
import { benchAacErrors } from './aacErrors.ts'
import { type BenchRow, quantile } from './row.ts'
import type { UploadRun } from './uploadRun.ts'

const run = promisify(execFile)
const turns = 3
const pieceSeconds = 20

/**
 * A piece of five minutes probed, encoded, sealed and stored, against one ffmpeg process that writes the same outputs
 * to files, in turns; the peak memory of node and ffmpeg against that for half an hour; and how far lossy renditions are from
 * their source.
 */
export async function benchUpload(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'busker-bench-'))
  try {
    const ffmpeg = await findFfmpeg()
    const piece = join(folder, 'piece.wav')
    await synthesiseWav(piece, { seconds: pieceSeconds, seed: 1 })
    const short = await repeated(ffmpeg, piece, 5)
    const long = await repeated(ffmpeg, piece, 30)
    const source = await probe(short, { ffmpeg })
    const uploads: UploadRun[] = []
    const references: number[] = []
    for (let turn = 0; turn < turns; turn += 1) {
      uploads.push(await upload(short, folder))
      references.push(await encodeAlone(ffmpeg, source, folder))
    }
    return [
      speed(
        quantile(
          uploads.map(({ ms }) => ms),
          0.5,
        ),
        quantile(references, 0.5),
      ),
      memory(
        (await upload(long, folder)).memory,
        // A peak is the highest of what comes by chance, and half an hour has as many chances as six of the short ones.
        Math.max(...uploads.map((each) => each.memory)),
      ),
      ...(await benchAacErrors(ffmpeg)),
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function speed(ours: number, alone: number): BenchRow {
  const ratio = ours / alone
  return {
    name: `upload of 5 minutes: probe, encode, seal, store; median of ${turns}`,
    ours,
    unit: 'ms',
    against: { name: 'one ffmpeg process, same outputs', value: alone },
    ratio,
    target: '≤ 1.15×',
    met: ratio <= 1.15,
  }
}

function memory(long: number, short: number): BenchRow {
  const ratio = long / short
  return {
    name: 'upload of 30 minutes: peak memory of node + ffmpeg',
    ours: long / 2 ** 20,
    unit: 'MiB',
    against: { name: `of 5 minutes, the most of ${turns}`, value: short / 2 ** 20 },
    ratio,
    target: '≤ 1.1×',
    met: ratio <= 1.1,
  }
}

/** In a process of its own, so that its memory is its own. */
async function upload(file: string, folder: string): Promise<UploadRun> {
  const blocks = await mkdtemp(join(folder, 'node-'))
  const child = fork(new URL('uploadRun.ts', import.meta.url), [file, blocks], {
    execArgv: [...nodeArguments],
    env: { ...process.env, ...nodeEnvironment },
  })
  const exit = once(child, 'exit')
  const failed = exit.then(([code]) => {
    throw new Error(`The upload ended with ${code}.`)
  })
  const [told] = (await Promise.race([once(child, 'message'), failed])) as [UploadRun]
  failed.catch(() => undefined)
  if (child.connected) child.disconnect()
  await exit
  await rm(blocks, { recursive: true, force: true })
  return told
}

/** The same filters, encoders and container, and the loudness, without Busker. */
async function encodeAlone(ffmpeg: string, source: Source, folder: string): Promise<number> {
  const plans = planRenditions(source)
  const split = `[0:a:0]asplit=${plans.length + 1}[m]${plans.map((_, index) => `[i${index}]`).join('')}`
  const branches = plans.map(({ filters }, index) => `[i${index}]${filters.join(',')}[o${index}]`)
  const graph = [split, '[m]ebur128=peak=true:framelog=verbose:metadata=1[measured]', ...branches].join(';')
  const container = '-f mp4 -movflags +empty_moov+default_base_moof -frag_duration 1000000'.split(' ')
  const outputs = plans.flatMap(({ name, encoder }, index) => [
    '-map',
    `[o${index}]`,
    ...encoder.split(' '),
    ...container,
    join(folder, `alone-${name}.mp4`),
  ])
  const input = ['-v', 'info', '-nostats', '-nostdin', '-y', '-i', source.ffmpegInput.path]
  const measured = ['-map', '[measured]', '-c:a', 'pcm_s16le', '-f', 's16le', join(folder, 'alone.pcm')]
  const began = performance.now()
  await run(ffmpeg, [...input, '-filter_complex', graph, ...measured, ...outputs])
  return performance.now() - began
}

async function repeated(ffmpeg: string, piece: string, minutes: number): Promise<string> {
  const file = `${piece}.${minutes}.wav`
  const times = (minutes * 60) / pieceSeconds
  const options = ['-v', 'error', '-nostdin', '-stream_loop', String(times - 1), '-i', piece]
  await run(ffmpeg, [...options, '-c', 'copy', file])
  return file
}
