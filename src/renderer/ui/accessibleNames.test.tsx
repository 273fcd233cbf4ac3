import { cleanup, render, screen } from '@testing-library/react'
import { Play } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { Button } from './Button.tsx'
import { Checkbox, Switch } from './Checkbox.tsx'
import { Dialog, Sheet } from './Dialog.tsx'
import { IconButton } from './IconButton.tsx'
import { Menu } from './Menu.tsx'
import { ProgressBar } from './ProgressBar.tsx'
import { Select } from './Select.tsx'
import { SkeletonRows } from './Skeleton.tsx'
import { StepList } from './StepList.tsx'
import { Table } from './Table.tsx'
import { Tabs } from './Tabs.tsx'
import { TextField } from './TextField.tsx'
import { TooltipProvider } from './Tooltip.tsx'

afterEach(cleanup)

const nothing = () => {}
const rows = [{ name: 'Salt' }]

/** Every primitive that can be reached or read as one thing, with the role it must have under its name. */
const named: readonly (readonly [primitive: string, role: string, element: ReactElement])[] = [
  ['Button', 'button', <Button key="1">Its name</Button>],
  ['IconButton', 'button', <IconButton key="2" label="Its name" icon={Play} />],
  ['TextField', 'textbox', <TextField key="3" label="Its name" />],
  ['TextField, label hidden', 'textbox', <TextField key="4" label="Its name" isLabelHidden />],
  [
    'Select',
    'combobox',
    <Select key="5" label="Its name" value="a" options={[{ value: 'a', label: 'A' }]} onChange={nothing} />,
  ],
  ['Checkbox', 'checkbox', <Checkbox key="6" label="Its name" isChecked onChange={nothing} />],
  ['Switch', 'switch', <Switch key="7" label="Its name" isChecked={false} onChange={nothing} />],
  ['Dialog', 'dialog', <Dialog key="8" title="Its name" isOpen onClose={nothing} />],
  ['Sheet', 'dialog', <Sheet key="9" title="Its name" isOpen onClose={nothing} />],
  ['ProgressBar', 'progressbar', <ProgressBar key="10" label="Its name" fraction={0.4} />],
  ['SkeletonRows', 'status', <SkeletonRows key="11" label="Its name" />],
  ['StepList', 'list', <StepList key="12" label="Its name" steps={[]} />],
  ['Tabs', 'tablist', <Tabs key="13" label="Its name" tabs={[{ id: 'a', label: 'A', content: 'A' }]} />],
  [
    'Table',
    'grid',
    <Table
      key="14"
      label="Its name"
      rows={rows}
      columns={[{ id: 'name', header: 'Name', cell: ({ name }) => name }]}
      keyOf={({ name }) => name}
    />,
  ],
]

describe('a primitive has its accessible name', () => {
  test.each(named)('%s', (_primitive, role, element) => {
    render(<TooltipProvider>{element}</TooltipProvider>)
    expect(screen.getByRole(role, { name: 'Its name' })).toBeDefined()
  })
})

describe('without a name it does not compile', () => {
  test('for each that has no words of its own', () => {
    const unnamed = [
      // @ts-expect-error a button's words are its name
      <Button key="1" />,
      // @ts-expect-error
      <IconButton key="2" icon={Play} />,
      // @ts-expect-error
      <TextField key="3" />,
      // @ts-expect-error
      <Checkbox key="4" isChecked onChange={nothing} />,
      // @ts-expect-error
      <Dialog key="5" isOpen onClose={nothing} />,
      // @ts-expect-error
      <ProgressBar key="6" fraction={0} />,
      // @ts-expect-error
      <Menu key="7" entries={[]}>
        <button type="button">More</button>
      </Menu>,
    ]
    expect(unnamed).toHaveLength(7)
  })
})

describe('a field that is wrong', () => {
  test('says so, and what to do, to those who hear it', () => {
    render(<TextField label="Amount" error="Write an amount, such as 20." />)
    const field = screen.getByRole('textbox', { name: 'Amount' })
    expect(field.getAttribute('aria-invalid')).toBe('true')
    const says = document.getElementById(field.getAttribute('aria-describedby') ?? '')
    expect(says?.textContent).toBe('Write an amount, such as 20.')
  })
})

describe('a dialog', () => {
  test('opens modal, takes the focus to its first field, and closes by Escape', () => {
    function Opened() {
      const [isOpen, setOpen] = useState(true)
      return (
        <TooltipProvider>
          <Dialog title="Send" isOpen={isOpen} onClose={() => setOpen(false)}>
            <TextField label="To" />
          </Dialog>
        </TooltipProvider>
      )
    }
    const { rerender } = render(<Opened />)
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'To' }))
    screen.getByRole('dialog').dispatchEvent(new Event('cancel', { cancelable: true }))
    rerender(<Opened />)
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})
