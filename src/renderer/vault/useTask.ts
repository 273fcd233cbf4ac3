import { useState } from 'react'
import { toErrorData } from '../../shared/errors.ts'
import { errorText } from '../../shared/i18n/errorText.ts'

/** Something that takes a moment and may fail: what is under way, and what went wrong, in a sentence. */
export interface Task {
  readonly isBusy: boolean
  readonly problem: string | null
  readonly run: (work: () => Promise<unknown>) => void
  readonly fail: (problem: string | null) => void
}

export function useTask(): Task {
  const [isBusy, setBusy] = useState(false)
  const [problem, fail] = useState<string | null>(null)
  const run = (work: () => Promise<unknown>) => {
    setBusy(true)
    fail(null)
    work()
      .catch((error: unknown) => fail(errorText(toErrorData(error))))
      .finally(() => setBusy(false))
  }
  return { isBusy, problem, run, fail }
}
