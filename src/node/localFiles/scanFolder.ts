import type { WorkId } from '../../shared/ids.ts'
import type { FileReader } from './fileReader.ts'
import type { LocalFileStore, KnownFile, LocalFolder } from './localFileStore.ts'
import { type FoundFile, walkFolder } from './walkFolder.ts'

export interface ScanParts {
  readonly files: LocalFileStore
  readonly reader: Pick<FileReader, 'read'>
  readonly signal: AbortSignal
  /** It is watched still: somebody may remove it meanwhile. */
  readonly isWanted: () => boolean
  /** Some were read, or have gone; there may be more. */
  readonly onChange: () => void
}

export interface Scan {
  /** The folder could be read. */
  readonly isHere: boolean
  readonly isFull: boolean
  /** All that there are in it, below it. */
  readonly folders: readonly string[]
}

/** Files read with one question. */
const readAtOnce = 25

/**
 * Brings what is known of a folder up to date: reads what is new or changed, and notes what is gone. A file that was moved within it
 * is known by its size and time.
 *
 * @throws the signal's reason; BuskerError `PROCESS_NOT_READY`, `STORE_*`
 */
export async function scanFolder(folder: LocalFolder, parts: ScanParts): Promise<Scan> {
  const { files, reader, signal, isWanted, onChange } = parts
  // A disk that is away takes its files with it, until it is back.
  const walked = await walkFolder(folder.path, signal).catch(() => undefined)
  signal.throwIfAborted()
  const known = files.known(folder.id)
  const { toRead, back, gone, moved } = compare(walked?.files ?? [], known)
  files.move(moved)
  files.setHere(back, true)
  files.setHere(gone, false)
  if (moved.length + back.length + gone.length > 0) onChange()
  for (let start = 0; start < toRead.length; start += readAtOnce) {
    signal.throwIfAborted()
    const some = toRead.slice(start, start + readAtOnce)
    const read = await reader.read(
      folder.path,
      some.map(({ path }) => path),
    )
    const answers = new Map(read.map((one) => [one.file, one]))
    signal.throwIfAborted()
    if (!isWanted()) break
    files.keep(
      folder.id,
      some.flatMap((found) => {
        const answer = answers.get(found.path)
        // Gone since it was found.
        if (answer === undefined || ('problem' in answer && answer.problem === 'LOCAL_FILE_GONE')) return []
        return { found, ...('tags' in answer ? { ...answer, problem: null } : { problem: answer.problem }) }
      }),
    )
    onChange()
  }
  return {
    isHere: walked !== undefined,
    isFull: walked?.isFull ?? false,
    folders: walked?.folders ?? [],
  }
}

interface Changes {
  readonly toRead: readonly FoundFile[]
  readonly back: readonly WorkId[]
  readonly gone: readonly WorkId[]
  readonly moved: readonly { readonly id: WorkId; readonly path: string }[]
}

function compare(found: readonly FoundFile[], known: ReadonlyMap<string, KnownFile>): Changes {
  const back: WorkId[] = []
  const other: FoundFile[] = []
  const seen = new Set<string>()
  for (const file of found) {
    const before = known.get(file.path)
    if (before === undefined || !isSame(before, file)) other.push(file)
    else if (before.isHere === 0) back.push(before.id)
    seen.add(file.path)
  }
  const absent = [...known.values()].filter(({ path }) => !seen.has(path))
  const byFacts = Map.groupBy(absent, factsOf)
  const moved: { id: WorkId; path: string }[] = []
  const toRead: FoundFile[] = []
  for (const file of other) {
    const before = known.has(file.path) ? undefined : byFacts.get(factsOf(file))?.shift()
    if (before === undefined) toRead.push(file)
    else {
      moved.push({ id: before.id, path: file.path })
      if (before.beside !== file.beside) toRead.push(file)
    }
  }
  const ids = new Set(moved.map(({ id }) => id))
  const gone = absent.filter(({ id, isHere }) => isHere === 1 && !ids.has(id)).map(({ id }) => id)
  return { toRead, back, gone, moved }
}

const isSame = (one: KnownFile, other: FoundFile): boolean =>
  factsOf(one) === factsOf(other) && one.beside === other.beside

const factsOf = ({ size, modifiedAt }: Pick<FoundFile, 'size' | 'modifiedAt'>): string =>
  `${size} ${modifiedAt}`
