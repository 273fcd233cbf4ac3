import { useState } from 'react'
import type { InspectedFile } from '../../../shared/api/studio.ts'
import { BuskerError } from '../../../shared/errors.ts'
import { t } from '../../../shared/i18n/t.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import { fileNameOf } from './fileNameOf.ts'

export interface ChooseBonus {
  readonly choose: () => void
  /** Why some of the last ones were not taken; null: all were. */
  readonly error: unknown
}

/** Asks for files that go with a release, and looks at each. @param onChosen hears of those that can */
export function useChooseBonus(onChosen: (files: readonly InspectedFile[]) => void): ChooseBonus {
  const client = useClient()
  const [error, setError] = useState<unknown>(null)
  const ask = async () => {
    const paths = await client.ask('app.chooseBonus', {})
    if (paths.length === 0) return
    const found = await client.ask('inspect', { paths })
    onChosen(found.filter(({ bonus }) => bonus !== undefined))
    const refused = found.find(({ bonus }) => bonus === undefined)
    if (refused === undefined) return
    throw new BuskerError('BONUS_KIND', t('studio.cannotGoWithIt', { name: fileNameOf(refused.file) }))
  }
  return {
    error,
    choose() {
      setError(null)
      ask().catch(setError)
    },
  }
}
