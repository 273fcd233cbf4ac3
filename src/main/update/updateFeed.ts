import { z } from 'zod'
import { readJsonFile } from '../app/jsonFile.ts'

const updateFeed = z.strictObject({
  /** The folder of `latest*.yml`, of its signature, and of the packages that it names. */
  url: z.url().refine(isSafe),
  /** Ed25519 public keys, as the base64 of their SPKI DER; one of them has signed what is taken. */
  keys: z.array(z.base64()).min(1).max(8),
})

/** Where newer versions of this package are published, and by whom. It is written into the package when that is made. */
export type UpdateFeed = z.output<typeof updateFeed>

/** @returns null where the package has none: it does not update itself */
export function readUpdateFeed(file: string): Promise<UpdateFeed | null> {
  return readJsonFile(file, updateFeed)
}

/** What is sent for is nobody's business on the way; a feed of this machine is on no way. */
function isSafe(text: string): boolean {
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || (protocol === 'http:' && hostname === '127.0.0.1')
}
