import { join } from 'node:path'
import { build as pack, log } from 'electron-builder'
import { build } from 'electron-vite'
import { signManifests, writeUpdateFeed } from './updateFeed.ts'

export interface AppPacking {
  /** Stops at the unpacked application. */
  readonly dir: boolean
  /** Where the packages look for newer versions; left out: nowhere. */
  readonly updateUrl: string | undefined
  /** PEM files of the public keys that newer versions are signed with. */
  readonly updateKeys: readonly string[]
  /** The PEM file of the private key that signs what they will find there. */
  readonly signingKey: string | undefined
}

/** Builds the application and makes packages of it in `dist`, as electron-builder.yml says. */
export async function packApp(root: string, asked: AppPacking): Promise<void> {
  quietDuplicates()
  const electron = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const url = asked.updateUrl
  await build({ logLevel: 'warn' })
  if (url !== undefined) await writeUpdateFeed(join(root, 'out', 'app'), url, asked.updateKeys)
  await pack({
    config: {
      // electron-builder downloads an Electron where set-up found none.
      ...(electron !== undefined && { electronDist: electron }),
      // It writes the manifest of packages only where it knows a place for them.
      ...(url !== undefined && { publish: { provider: 'generic', url } }),
    },
    dir: asked.dir,
    publish: 'never',
  })
  if (asked.signingKey !== undefined) await signManifests(join(root, 'dist'), asked.signingKey)
}

/** It would list every package that is there twice, in one line of many screens. */
function quietDuplicates(): void {
  const inform: typeof log.info = log.info.bind(log)
  log.info = (fields, message) => {
    if (message !== 'duplicate dependency references') inform(fields, message)
  }
}
