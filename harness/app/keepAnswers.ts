import pRetry from 'p-retry'
import type { ElectronApplication } from 'playwright-core'

/**
 * Has every evaluation in the main process answered. It comes by an interrupt of V8, which may collect the answer before the
 * event loop turns and brings it; Playwright then reports an error although the function has run. It runs again, so what is
 * evaluated has to be something that may happen twice.
 */
export function keepAnswers(app: ElectronApplication): ElectronApplication {
  const evaluate = app.evaluate.bind(app) as (...args: unknown[]) => Promise<unknown>
  const evaluateAgain = (...args: unknown[]) =>
    pRetry(() => evaluate(...args), {
      retries: 5,
      minTimeout: 50,
      shouldRetry: ({ error }) => isCollected(error),
    })
  return Object.assign(app, { evaluate: evaluateAgain })
}

const isCollected = ({ message }: Error) => message.includes('Resulting promise was garbage collected')
