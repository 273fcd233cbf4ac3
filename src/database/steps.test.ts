import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Database, openDatabase } from './openDatabase.ts'
import { SqliteEngine } from './sqliteEngine.ts'
import { insertMissing, numberOf, rowOf } from './steps.ts'

let database: Database
let engine: SqliteEngine

beforeEach(() => {
  const sql = 'CREATE TABLE things (id INTEGER PRIMARY KEY, word TEXT NOT NULL) STRICT'
  database = openDatabase({ file: ':memory:', migrations: [{ number: 1, sql }] })
  engine = new SqliteEngine(database)
})
afterEach(() => void database.close())

test('more rows than one statement takes are all inserted, and none in place of what is there', async () => {
  await engine.change(() => insertMissing('things', [{ id: 700, word: 'here before' }]))
  const rows = Array.from({ length: 1201 }, (_, id) => ({ id, word: 'new' }))
  await engine.change(() => insertMissing('things', rows, ['id']))
  expect(await engine.read(() => numberOf('SELECT count(*) AS n FROM things'))).toBe(1201)
  expect(await engine.read(() => rowOf('SELECT word FROM things WHERE id = $1', 700))).toEqual({
    word: 'here before',
  })
})

test('no rows are no statement', async () => {
  await engine.change(() => insertMissing('things', []))
  expect(await engine.read(() => numberOf('SELECT count(*) AS n FROM things'))).toBe(0)
})
