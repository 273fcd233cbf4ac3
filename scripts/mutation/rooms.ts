import { dirname } from 'node:path'

/** What touches money, and says what became of it. */
export const rooms = [
  'src/renderer/features/sales/saleTotals.ts',
  'src/renderer/features/sales/orderSummary.ts',
  'src/renderer/features/wallet/channels.ts',
  'src/renderer/features/buy/purchaseText.ts',
  'src/renderer/features/buy/orderSteps.ts',
  'src/renderer/features/buy/topUp.ts',
  'src/shared/orderStates.ts',
  'src/shared/token.ts',
  'src/node/market',
  'src/node/saga',
  'src/node/wallet',
  'src/node/access',
  'src/node/connection',
  'src/hub/funding',
  'src/raiden/child',
]

/** The folders whose tests have to notice mutants of these files and folders. */
export function testFoldersOf(paths: readonly string[]): string[] {
  const own = paths.map((path) => (path.endsWith('.ts') ? dirname(path) : path.replace(/\/$/, '')))
  return [...new Set(own)]
}
