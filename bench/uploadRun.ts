// Run by bench/upload.ts: uploads one file as a node does, up to its manifest, and tells what it took.
import { randomBytes } from 'node:crypto'
import { createPeer } from '../src/ipfs/createPeer.ts'
import { sealSound } from '../src/node/studio/sealSound.ts'
import { probe } from '../src/node/media/probe.ts'
import { findFfmpeg } from '../src/process/tools.ts'
import { newWorkId } from '../src/protocol/manifest.ts'
import { address } from '../src/shared/ids.ts'
import { childrenOf, peakMemory } from './processMemory.ts'

/** What one upload took. */
export interface UploadRun {
  readonly ms: number
  /** Peak resident memory of this process and of its ffmpeg together, bytes. */
  readonly memory: number
}

const [file = '', folder = ''] = process.argv.slice(2)
process.once('disconnect', () => process.exit())
const ffmpeg = await findFfmpeg()
const peer = await createPeer({ seed: randomBytes(32), folder })
await peer.start()
let ffmpegMemory = 0
const look = () => {
  ffmpegMemory = Math.max(ffmpegMemory, ...childrenOf(process.pid).map(peakMemory))
}
const began = performance.now()
await sealSound({
  track: newWorkId(address.parse(`0x${'11'.repeat(20)}`)),
  source: await probe(file, { ffmpeg }),
  ffmpeg,
  blocks: peer.blocks,
  signal: new AbortController().signal,
  onBlock: look,
  onProgress: look,
})
const ms = performance.now() - began
await peer.stop()
process.send?.({ ms, memory: peakMemory(process.pid) + ffmpegMemory } satisfies UploadRun)
