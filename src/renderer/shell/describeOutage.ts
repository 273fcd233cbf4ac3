import type { IpcOutput } from '../ipc/queries.ts'

type Parts = IpcOutput<'status'>['parts']

/** Which parts are down, and what still works; undefined while all run. */
export function describeOutage(
  parts: Parts | undefined,
): { readonly summary: string; readonly consequence: string } | undefined {
  const away = (parts ?? []).filter(({ state }) => state === 'failed' || state === 'stopped')
  const names = new Set(away.map(({ name }) => name))
  if (away.length === 0) return undefined
  if (names.has('ipfs'))
    return {
      summary: 'Offline',
      consequence: 'What you downloaded plays. Buying and selling go on when you are back.',
    }
  if (names.has('raiden') || names.has('market'))
    return {
      summary: 'No hub',
      consequence: 'Your music plays and can be searched. Buying waits until the hub is back.',
    }
  return {
    summary: 'Partly away',
    consequence: away.map(({ name, detail }) => `${name}: ${detail}`).join('\n'),
  }
}
