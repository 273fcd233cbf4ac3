import { join } from 'node:path'
import envPaths from 'env-paths'

/** Where `busker localnet` keeps the local network unless told otherwise. */
export const defaultLocalnetFolder = join(envPaths('busker', { suffix: '' }).data, 'localnet')
