import { mkdtemp, rm } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPeer } from '../../ipfs/createPeer.ts'
import manifest from '../../../package.json' with { type: 'json' }

/** Starts an embedded peer in a folder of its own, stores a block and stops it. @returns Helia's version */
export async function checkIpfs(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'busker-diagnostics-'))
  const peer = await createPeer({ seed: randomBytes(32), folder })
  try {
    await peer.start()
    const cid = await peer.blocks.put(randomBytes(32), 'raw')
    await peer.blocks.get(cid)
    return manifest.dependencies.helia
  } finally {
    await peer.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
