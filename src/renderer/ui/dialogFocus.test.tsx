import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { TooltipProvider } from './Tooltip.tsx'

afterEach(cleanup)

/** A page whose button opens a dialog, in which one button leads on to another state. */
function Page() {
  const [step, setStep] = useState<'closed' | 'asking' | 'done'>('closed')
  const [isSold, setSold] = useState(false)
  return (
    <TooltipProvider>
      <h1 tabIndex={-1}>Night Bus</h1>
      {isSold ? null : <Button onClick={() => setStep('asking')}>Buy</Button>}
      <Dialog
        title={step === 'done' ? 'Bought' : 'Order'}
        isOpen={step !== 'closed'}
        onClose={() => {
          setSold(step === 'done')
          setStep('closed')
        }}
        actions={step === 'asking' ? <Button onClick={() => setStep('done')}>Pay</Button> : undefined}
      >
        {null}
      </Dialog>
    </TooltipProvider>
  )
}

const press = (name: string) => {
  const button = screen.getByRole('button', { name })
  button.focus()
  button.click()
}

test('the focus goes back to what opened a dialog', async () => {
  render(<Page />)
  press('Buy')
  await screen.findByRole('dialog', { name: 'Order' })
  press('Close')
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Buy' })))
})

test('what had the focus goes away: the heading has it, and after the dialog that of the page', async () => {
  render(<Page />)
  press('Buy')
  await screen.findByRole('dialog', { name: 'Order' })
  press('Pay')
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Bought' })))
  press('Close')
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Night Bus' })))
})
