import type { IpcOutput } from '../ipc/queries.ts'
import { describePart, partProblem } from '../features/diagnostics/partDescriptions.ts'
import { t } from '../../shared/i18n/t.ts'

type Parts = IpcOutput<'status'>['parts']

export interface Outage {
  readonly summary: string
  readonly consequence: string
  /** Nobody is reached at all. */
  readonly isOffline?: boolean
}

const isAway = ({ state }: Parts[number]) => state === 'failed' || state === 'stopped'
/** Another machine with the same words does it; that is said by itself, and is no failure. */
const isElsewhere = ({ problem }: Parts[number]) =>
  problem?.code === 'HUB_LEASE_HELD' || problem?.code === 'HUB_LEASE_ELSEWHERE'

/** Which parts are down, and what still works; undefined while all run. */
export function describeOutage(parts: Parts | undefined): Outage | undefined {
  const away = (parts ?? []).filter((part) => isAway(part) && !isElsewhere(part))
  const names = new Set(away.map(({ name }) => name))
  if (away.length === 0) return undefined
  if (names.has('ipfs'))
    return {
      isOffline: true,
      summary: t('shell.offline'),
      consequence: t('shell.whatYouDownloadedPlaysBuying'),
    }
  if (names.has('raiden') || names.has('market'))
    return {
      summary: t('shell.noHub'),
      consequence: t('shell.yourMusicPlaysAndCan'),
    }
  return {
    summary: t('shell.partlyAway'),
    consequence: away.map((part) => `${describePart(part.name)[0]}: ${partProblem(part) ?? ''}`).join('\n'),
  }
}
