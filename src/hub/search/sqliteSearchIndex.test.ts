import { SqliteSearchIndex } from './sqliteSearchIndex.ts'
import { searchIndexContract } from './testing/searchIndexContract.ts'

searchIndexContract(async () => new SqliteSearchIndex(':memory:'))
