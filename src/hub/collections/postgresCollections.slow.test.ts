import { PostgresDatabases } from '../testing/postgresDatabases.ts'
import { PostgresCollections } from './postgresCollections.ts'
import { collectionContract } from './testing/collectionContract.ts'

const databases = PostgresDatabases.forTests()

collectionContract('PostgreSQL', {
  async open(most) {
    await databases.create()
    return new PostgresCollections(await databases.connect(), most)
  },
  reopen: async () => new PostgresCollections(await databases.connect()),
})
