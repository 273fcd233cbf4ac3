import type { HubStore } from '../openHubStore.ts'

export type PinEngineName = 'embedded' | 'kubo'

/**
 * Where another engine has kept the pins until now, its rows go, and every catalogue is due again; what is among the hub's own
 * blocks moves over, but for older catalogues, which become garbage.
 *
 * @param now ms
 */
export function adoptEngine(store: HubStore, name: PinEngineName, now: number): void {
  store.transaction(() => {
    const former = store.prepare('SELECT name FROM pin_engine').pluck().get()
    if (former === name) return
    if (former === 'embedded') {
      store.exec(
        `INSERT OR IGNORE INTO pin_garbage (cid) SELECT cid FROM pin_blocks b
         WHERE state = 'kept' AND number < (SELECT number FROM pins p WHERE p.artist = b.artist)`,
      )
    }
    store.exec('DELETE FROM pin_blocks')
    store.prepare('UPDATE pins SET listed = 0, unlisted = 0, attempts = 0, due = ?').run(now)
    store.prepare('UPDATE pin_engine SET name = ?').run(name)
  })()
}
