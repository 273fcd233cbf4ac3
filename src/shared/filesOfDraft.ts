import type { UploadDraft } from './api/uploadDraft.ts'

/** Every file and picture that a draft names, each once. */
export function filesOfDraft({ tracks, release, bonus = [] }: UploadDraft): string[] {
  const named = tracks.flatMap(({ file, artwork }) => [file, artwork])
  return [...new Set([...named, release?.artwork, ...bonus])].filter((file) => typeof file === 'string')
}
