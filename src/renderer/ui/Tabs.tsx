import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'

export interface Tab {
  readonly id: string
  readonly label: string
  readonly content: ReactNode
}

interface TabsProps {
  readonly label: string
  readonly tabs: readonly [Tab, ...Tab[]]
  readonly chosen?: string
  readonly onChoose?: (id: string) => void
}

/** Tabs, each with its panel. */
export function Tabs({ label, tabs, chosen, onChoose }: TabsProps) {
  return (
    <Radix.Root
      defaultValue={tabs[0].id}
      {...(chosen === undefined ? {} : { value: chosen })}
      {...(onChoose === undefined ? {} : { onValueChange: onChoose })}
    >
      <Radix.List aria-label={label} className="mb-4 flex gap-3 border-b border-line">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.id}
            value={tab.id}
            className="-mb-px h-10 rounded-t-small border-b-2 border-transparent px-2 -outline-offset-2 text-text-2 hover:text-text-1 data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-text-1"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.id} value={tab.id}>
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}
