import { type HubStore, openHubStore } from '../openHubStore.ts'
import { SqliteCollections } from './sqliteCollections.ts'
import { collectionContract } from './testing/collectionContract.ts'

let store: HubStore

collectionContract('the hub’s own file', {
  async open(most) {
    store = openHubStore(':memory:')
    return new SqliteCollections(store, most)
  },
  reopen: async () => new SqliteCollections(store),
})
