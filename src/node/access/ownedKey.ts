import type { Access, ContentKey } from './access.ts'
import { commitmentOf, type CommittedTrack } from './capsules.ts'

/** The content key of a track, where one has it and it is the one the manifest commits to. */
export function ownedKey(
  access: Pick<Access, 'contentKey'>,
  { id, edition, commitment }: CommittedTrack,
): ContentKey | undefined {
  const key = access.contentKey(id, edition)
  return key !== undefined && commitmentOf(key) === commitment ? key : undefined
}
