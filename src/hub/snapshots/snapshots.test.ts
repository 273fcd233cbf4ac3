import type { HubStore } from '../openHubStore.ts'
import { SqliteSnapshots } from './sqliteSnapshots.ts'
import { snapshotContract } from './testing/snapshotContract.ts'

let store: HubStore

snapshotContract('the hub’s own file', {
  async open(own) {
    store = own
    return new SqliteSnapshots(store)
  },
  reopen: async () => new SqliteSnapshots(store),
})
