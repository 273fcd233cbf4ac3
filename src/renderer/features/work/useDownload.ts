import { useQueryClient } from '@tanstack/react-query'
import type { Label } from '../../../shared/ids.ts'
import { useClient } from '../../ipc/ClientContext.ts'

/**
 * Brings a track onto this machine; the library says so afterwards.
 *
 * @param onProgress told how much is there, 0 to 1
 */
export type Download = (label: Label, onProgress?: (fraction: number) => void) => Promise<void>

/** Lighter than a mutation, for each row of a long list has one. */
export function useDownload(): Download {
  const client = useClient()
  const queries = useQueryClient()
  return async (label, onProgress) => {
    try {
      await client.ask('download', { label }, { onProgress: ({ fraction }) => onProgress?.(fraction) })
    } finally {
      await queries.invalidateQueries({ queryKey: ['library'] })
    }
  }
}
