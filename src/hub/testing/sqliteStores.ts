import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { SqliteEngine } from '../../database/sqliteEngine.ts'
import { type HubStore, openHubStore } from '../openHubStore.ts'
import type { EngineUnderTest } from './engineUnderTest.ts'

/** Hubs' own files, gone with the test that made them. To be called where the tests of a file are described. */
export function sqliteStores(): EngineUnderTest {
  let folder: string | undefined
  let open: HubStore | undefined
  let files = 0
  const openFile = (): SqliteEngine => {
    folder ??= mkdtempSync(join(tmpdir(), 'busker-hub-store-'))
    open = openHubStore(join(folder, `${files}.sqlite`))
    return new SqliteEngine(open)
  }
  const close = (): void => {
    open?.close()
    open = undefined
  }
  afterEach(() => {
    close()
    if (folder !== undefined) rmSync(folder, { recursive: true })
    folder = undefined
  })
  return {
    async open() {
      close()
      files += 1
      return openFile()
    },
    async reopen() {
      close()
      return openFile()
    },
  }
}
