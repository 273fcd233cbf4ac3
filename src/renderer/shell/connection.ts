import type { Answer } from '../ipc/queries.ts'

type Parts = Answer<'status'>['parts']

/** What is away, and what still works: undefined while everything is there. */
export function connectionOf(
  parts: Parts | undefined,
): { readonly says: string; readonly means: string } | undefined {
  const away = (parts ?? []).filter(({ state }) => state === 'failed' || state === 'stopped')
  const names = new Set(away.map(({ name }) => name))
  if (away.length === 0) return undefined
  if (names.has('ipfs'))
    return {
      says: 'Offline',
      means: 'What you downloaded plays. Buying and selling go on when you are back.',
    }
  if (names.has('raiden') || names.has('market'))
    return {
      says: 'No hub',
      means: 'Your music plays and can be searched. Buying waits until the hub is back.',
    }
  return { says: 'Partly away', means: away.map(({ name, detail }) => `${name}: ${detail}`).join('\n') }
}
