import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { PeerHarness } from '../../src/ipfs/testing/peerHarness.ts'

const run = promisify(execFile)
const program = fileURLToPath(new URL('wrongClockPeer.ts', import.meta.url))
const days = 24 * 3_600_000
const peers = new PeerHarness()
afterEach(() => peers.stop())

test.each([2, -2])('a peer whose clock is %s days wrong reaches others', async (wrong) => {
  const { addresses } = await peers.peer()
  const folder = await peers.folder()
  const args = ['--disable-warning=ExperimentalWarning', program, String(wrong * days), folder]
  await expect(run(process.execPath, [...args, addresses[0] ?? ''])).resolves.toMatchObject({ stderr: '' })
})
