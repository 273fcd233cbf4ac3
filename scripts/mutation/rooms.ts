import { basename, dirname } from 'node:path'

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

const market = 'src/node/market'
/** The tests of orders take two minutes together: a file of the market is held against those that are about it. */
const ownTests: Readonly<Record<string, readonly string[]>> = {
  checkOffer: ['checkOffer'],
  draftSale: ['checkOffer', 'draftSale'],
  hubDebts: ['hubDebts'],
  incomingCapacity: ['incomingCapacity'],
  ledger: ['ledger'],
  openingActions: ['openingActions', 'purchaseActions'],
  payingActions: ['payingActions', 'purchaseActions'],
  paymentLookup: ['payingActions', 'saleActions'],
  purchaseActions: ['purchaseActions'],
  purchaseFacts: ['openingActions', 'payingActions', 'purchaseActions'],
  saleActions: ['saleActions'],
  transferMatches: ['saleActions'],
}

/** Which tests have to notice mutants of these files and folders; globs. */
export function testsOf(paths: readonly string[]): string[] {
  return [...new Set(paths.map((path) => path.replace(/:.*/, '')).flatMap(testsOfOne))]
}

function testsOfOne(path: string): string[] {
  if (!path.endsWith('.ts')) return [`${path.replace(/\/$/, '')}/*.test.ts`]
  const folder = dirname(path)
  const own = folder === market ? ownTests[basename(path, '.ts')] : undefined
  return own?.map((name) => `${market}/${name}.test.ts`) ?? [`${folder}/*.test.ts`]
}
