import { PostgresEngine } from '../../database/postgresEngine.ts'
import { PostgresDatabases } from '../testing/postgresDatabases.ts'
import { collectionsLock } from './openCollections.ts'
import { collectionContract } from './testing/collectionContract.ts'

const databases = PostgresDatabases.forTests()
const connect = async () => new PostgresEngine(await databases.connect(), collectionsLock)

collectionContract('PostgreSQL', {
  async open() {
    await databases.create()
    return connect()
  },
  reopen: connect,
})
