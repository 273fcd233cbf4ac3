import { useEffect, useState } from 'react'
import type { Address } from '../../../shared/ids.ts'
import { isNamed, readShortName, type ShortName } from '../../../shared/shortNames.ts'
import { useIpcQuery } from '../../ipc/queries.ts'

/** A text is looked up once it has not changed for so long, ms: the hub answers only so many questions. */
const settledAfterMs = 500

interface FoundCard {
  readonly account: Address
  readonly card: string
  /** They are a contact. */
  readonly isMet: boolean
}

/** Whose a short name is, as far as the hub says. */
export interface NamedCard {
  /** The text is a short name, or the beginning of one. */
  readonly isNamed: boolean
  readonly name: ShortName | undefined
  /** Undefined: it is being looked up, or nobody's. */
  readonly found: FoundCard | undefined
  readonly problem: Error | null
}

/** Looks a short name up at the hub, when it has been written. @param text what stands in a field */
export function useNamedCard(text: string): NamedCard {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), settledAfterMs)
    return () => clearTimeout(timer)
  }, [text])
  const name = readShortName(text)
  const isAsked = name !== undefined && settled === text
  const { data, error } = useIpcQuery('readCard', { card: `@${name ?? ''}` }, { isEnabled: isAsked })
  const card = isAsked ? data?.card : undefined
  return {
    isNamed: isNamed(text),
    name,
    found:
      data === undefined || card === undefined
        ? undefined
        : { account: data.account, card, isMet: data.name !== null },
    problem: isAsked ? error : null,
  }
}
