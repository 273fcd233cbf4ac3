import { basename, extname } from 'node:path'
import type { BonusKind } from '../../shared/bonusFiles.ts'
import { toLine } from '../../shared/text.ts'
import { imageTypeOf } from '../../protocol/imageHeader.ts'

const imageKinds = { 'image/jpeg': 'jpeg', 'image/png': 'png', 'image/webp': 'webp' } as const
/** Without a point. Text and archives are known by their content alone too badly: much else is made of them, and some of it runs. */
const textEndings = new Set(['txt', 'text', 'md'])

/** How many bytes of a file's beginning {@link bonusKindOf} reads. */
export const bonusHeadBytes = 4096

/**
 * What a file is, by its content; of a text and an archive also by the ending of its name. Undefined: nothing that goes with
 * a release.
 *
 * @param head its first bytes, {@link bonusHeadBytes} where it has so many
 */
export function bonusKindOf(path: string, head: Uint8Array): BonusKind | undefined {
  const ending = extname(path).slice(1).toLowerCase()
  const kinds: BonusKind[] = ['pdf', 'jpeg', 'png', 'webp']
  if (textEndings.has(ending)) kinds.push('text')
  if (ending === 'zip') kinds.push('zip')
  return kinds.find((kind) => beginsAs(kind, head))
}

/** Whether a file that begins so may be of this kind: what an artist says of a file is not believed. */
export function beginsAs(kind: BonusKind, head: Uint8Array): boolean {
  switch (kind) {
    case 'pdf':
      return startsWith(head, '%PDF-')
    case 'zip':
      return startsWith(head, 'PK\x03\x04') || startsWith(head, 'PK\x05\x06')
    case 'text':
      return isText(head)
    case 'jpeg':
    case 'png':
    case 'webp': {
      const type = imageTypeOf(head)
      return type !== null && imageKinds[type] === kind
    }
  }
}

/** What a file is called for everybody: as on this machine, but for its ending. */
export function bonusNameOf(path: string): string {
  return toLine(basename(path, extname(path)), 120) ?? 'Untitled'
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes.subarray(0, text.length)).toString('latin1') === text
}

/** UTF-8 without anything that a terminal obeys; its last character may be cut, and it does not begin as a script does. */
function isText(head: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return !/(?!\s)\p{Cc}/u.test(text) && !text.startsWith('#!')
  } catch {
    return false
  }
}
