import type { ServerOverview } from './api/remote.ts'
import type { ErrorData } from './errors.ts'

/** What is wrong on a server. That another machine sells is none of it: the overview says so already. */
export function serverProblems({ status }: Pick<ServerOverview, 'status'>): ErrorData[] {
  const ofParts = status.parts.flatMap(({ state, problem }) => (state === 'failed' && problem) || [])
  return [...status.warnings, ...ofParts.filter(({ code }) => !code.startsWith('HUB_LEASE_'))]
}
