import type { Store } from '../store/openStore.ts'

/** How often each has changed since the store was opened. */
export interface BoughtWorksChanges {
  readonly works: number
  readonly downloads: number
}

/** Whether a work was bought in any edition, or is one whose key is here. `0` is the character after `/`. */
const isOwned = (row: 'NEW' | 'OLD') => {
  const work = `${row}.kind || '/' || ${row}.work`
  return `EXISTS (SELECT 1 FROM content_keys WHERE content_keys.work = ${row}.work) OR EXISTS (
    SELECT 1 FROM purchases WHERE label >= ${work} || '/' AND label < ${work} || '0')`
}

const triggers: readonly (readonly [keyof BoughtWorksChanges, event: string, when: string])[] = [
  ['works', 'INSERT ON main.purchases', '1'],
  ['works', 'UPDATE OF state ON main.purchases', 'NEW.state <> OLD.state'],
  ['works', 'DELETE ON main.purchases', '1'],
  ['works', 'INSERT ON main.content_keys', '1'],
  ['works', 'DELETE ON main.content_keys', '1'],
  ['works', 'INSERT ON main.manifests', isOwned('NEW')],
  ['works', 'INSERT ON main.works', isOwned('NEW')],
  ['works', 'UPDATE ON main.works', isOwned('NEW')],
  ['works', 'DELETE ON main.works', isOwned('OLD')],
  ['downloads', 'INSERT ON main.downloads', '1'],
  ['downloads', 'DELETE ON main.downloads', '1'],
]

/**
 * Counts, for as long as the store is open, the changes after which the library is another one. The store itself says
 * so, whoever writes to it.
 */
export function watchBoughtWorks(store: Store): BoughtWorksChanges {
  const counts = { works: 0, downloads: 0 }
  store.function('note_bought_works_change', (what: unknown) => {
    counts[what === 'downloads' ? 'downloads' : 'works'] += 1
    return null
  })
  for (const [index, [what, event, when]] of triggers.entries()) {
    store.exec(`CREATE TEMP TRIGGER bought_works_${index} AFTER ${event} WHEN ${when}
      BEGIN SELECT note_bought_works_change('${what}'); END`)
  }
  return counts
}
