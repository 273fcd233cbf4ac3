import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Writes into the application where its newer versions will be, and whose signature they will carry.
 *
 * @param app the built application's folder
 * @param keys PEM files of Ed25519 public keys
 */
export async function writeUpdateFeed(app: string, url: string, keys: readonly string[]): Promise<void> {
  const encoded = keys.map(async (file) =>
    createPublicKey(await readFile(file))
      .export({ format: 'der', type: 'spki' })
      .toString('base64'),
  )
  await writeFile(join(app, 'update-feed.json'), JSON.stringify({ url, keys: await Promise.all(encoded) }))
}

/**
 * Signs the manifests of the packages that were made.
 *
 * @param packages the folder with `latest*.yml`
 * @param key the PEM file of an Ed25519 private key
 */
export async function signManifests(packages: string, key: string): Promise<void> {
  const privateKey = createPrivateKey(await readFile(key))
  for (const name of await readdir(packages)) {
    if (!/^latest.*\.yml$/.test(name)) continue
    const signature = sign(null, await readFile(join(packages, name)), privateKey)
    await writeFile(join(packages, `${name}.sig`), `${signature.toString('base64')}\n`)
  }
}
