import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { encode } from '../src/node/media/encode.ts'
import { probe } from '../src/node/media/probe.ts'
import { findFfmpeg } from '../src/process/tools.ts'

/** Run by itself: probes and encodes one file, dropping the segments, and prints what it took as one line of JSON. */
export interface MediaRun {
  readonly probeMs: number
  readonly encodeMs: number
  /** Peak resident memory, in bytes. */
  readonly nodeRss: number
  readonly ffmpegRss: number
}

const { positionals } = parseArgs({ allowPositionals: true })
const [path = ''] = positionals
const ffmpeg = await findFfmpeg()
const began = performance.now()
const source = await probe(path, { ffmpeg })
const probed = performance.now()
let ffmpegRss = 0
await encode(source, {
  ffmpeg,
  async onSegment() {
    ffmpegRss = Math.max(ffmpegRss, ...children().map(peakRss))
  },
})
const run: MediaRun = {
  probeMs: probed - began,
  encodeMs: performance.now() - probed,
  nodeRss: peakRss(process.pid),
  ffmpegRss,
}
process.stdout.write(`${JSON.stringify(run)}\n`)

function children(): number[] {
  const list = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')
  return list.split(' ').flatMap((pid) => (pid.trim() === '' ? [] : [Number(pid)]))
}

/** The high-water mark the kernel keeps; 0 once the process has given its memory back. */
function peakRss(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024
}
