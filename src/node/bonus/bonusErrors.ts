import { basename } from 'node:path'
import { bonusFileMaxBytes, bonusMaxBytes, bonusMaxFiles } from '../../shared/bonusFiles.ts'
import { BuskerError } from '../../shared/errors.ts'
import { quote } from '../../shared/text.ts'

const mebibytes = (bytes: number) => `${bytes / 1024 / 1024} MB`

export function wrongKind(path: string): BuskerError {
  return new BuskerError(
    'BONUS_KIND',
    `${quote(basename(path))} can not go with a release: PDF, JPEG, PNG, WebP, plain text (.txt) and ZIP can. Nothing of it was published.`,
  )
}

export function unreadable(path: string, cause: unknown): BuskerError {
  return new BuskerError('BONUS_UNREADABLE', `${quote(basename(path))} can not be read, or is empty.`, {
    cause,
  })
}

export function tooLarge(path: string): BuskerError {
  return new BuskerError(
    'BONUS_TOO_LARGE',
    `With ${quote(basename(path))} it would be too much: a file that goes with a release has at most ${mebibytes(bonusFileMaxBytes)}, and all together ${mebibytes(bonusMaxBytes)}.`,
  )
}

export function tooMany(): BuskerError {
  return new BuskerError(
    'BONUS_TOO_MANY',
    `At most ${bonusMaxFiles} files go with a release. Leave some out.`,
  )
}

/** What an artist published is not what they said. */
export function forged(name: string): BuskerError {
  return new BuskerError(
    'BONUS_FORGED',
    `${quote(name)} is not what its artist says it is. It was not saved.`,
  )
}
