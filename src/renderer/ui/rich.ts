import { createElement, Fragment, type ReactElement, type ReactNode } from 'react'
import type { MessageKey, MessageValues } from '../../shared/i18n/catalogue.ts'
import { t } from '../../shared/i18n/t.ts'

/** A message whose placeholders are filled with elements: `{{amount}}` by what is shown of an amount. */
export function rich<K extends MessageKey>(key: K, values: RichValues<K>): ReactElement {
  const nodes = Object.entries<ReactNode>(values)
  const marks = nodes.map(([name, node], index) => [name, name === 'count' ? node : `\u0000${index}\u0000`])
  const text = t(key, ...([Object.fromEntries(marks)] as unknown as MessageValues<K>))
  const parts = text.split('\u0000').map((part, index) => (index % 2 === 0 ? part : nodes[Number(part)]?.[1]))
  return createElement(Fragment, null, ...parts)
}

type RichValues<K extends MessageKey> = NonNullable<MessageValues<K, ReactNode>[0]>
