// Makes the data folders of an artist, a listener and a hub as this commit of Busker leaves them, after real purchases on a
// real local network, and keeps them in `kept/`: docs/adr/0043. Run it at each release; what is kept is never made anew.
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Localnet } from '../../src/localnet/localnet.ts'
import { packFolders, readFiles } from './foldersFile.ts'
import { Person } from './person.ts'
import { tradeInEveryState } from './tradeInEveryState.ts'

/** What is made anew, or is large and of no account: of blocks the listener's alone are kept. */
const leftOut = [
  /^scratch\//,
  /^localnet\/(?!hub\/)/,
  /^(?:artist\/ipfs|localnet\/hub\/peer)\//,
  /\/(?:holder\.json|node\.log|LOCK|LOG|LOG\.old)$/,
  /-shm$/,
]

const folder = await mkdtemp(join(tmpdir(), 'busker-old-folders-'))
const scratch = join(folder, 'scratch')
const localnet = new Localnet({ folder: join(folder, 'localnet'), parameters: { towers: 1 } })
try {
  await mkdir(scratch)
  const artist = await Person.create(join(folder, 'artist'))
  const listener = await Person.create(join(folder, 'listener'))
  await localnet.start()
  try {
    await tradeInEveryState({ folder: scratch, network: localnet.profile, artist, listener })
  } finally {
    await Promise.all([artist.stop(), listener.stop()])
    await localnet.stop()
  }
  const files = await readFiles(folder, (path) => leftOut.some((pattern) => pattern.test(path)))
  for (const [path, { byteLength }] of Object.entries(files)) console.error(byteLength, path)
  const commit = execFileSync('git', ['rev-parse', '--short=10', 'HEAD'], { encoding: 'utf8' }).trim()
  const owner = ({ words, issuedAt }: Person) => ({ words, issuedAt })
  const packed = packFolders({ commit, artist: owner(artist), listener: owner(listener), files })
  const file = fileURLToPath(new URL(`kept/${commit}.folders`, import.meta.url))
  await writeFile(file, packed)
  console.log(`${file}: ${packed.byteLength} bytes`)
} finally {
  await rm(folder, { recursive: true, force: true })
}
