import { join } from 'node:path'

/** Where a node keeps what it must not lose. */
export interface NodeFolder {
  readonly vault: string
  readonly store: string
}

/** The files of the node that lives in `folder`. */
export function nodeFolder(folder: string): NodeFolder {
  return { vault: join(folder, 'vault'), store: join(folder, 'node.sqlite') }
}
