import { Listr, ListrLogger, ListrLogLevels, type ListrTask, PRESET_TIMER } from 'listr2'
import type { Step } from './step.ts'

const signOfLifeMs = 10_000
const icon = {
  [ListrLogLevels.STARTED]: '·',
  [ListrLogLevels.COMPLETED]: '✓',
  [ListrLogLevels.FAILED]: '✗',
  [ListrLogLevels.OUTPUT]: ' ',
}
const timer = { ...PRESET_TIMER, field: seconds }

/**
 * Does steps at the same time, and shows how far each is: on a terminal as a list that changes, elsewhere line by line.
 *
 * @returns what failed, after all have ended
 */
export async function runSteps(steps: readonly Step[]): Promise<unknown[]> {
  const failures: unknown[] = []
  const tasks = new Listr(
    steps.map((step) => taskOf(step, failures)),
    {
      concurrent: true,
      exitOnError: false,
      rendererOptions: { timer, collapseErrors: false, showErrorMessage: false },
      fallbackRendererOptions: { timer, icon, logger: plainLogger() },
    },
  )
  await tasks.run()
  return failures
}

function taskOf(step: Step, failures: unknown[]): ListrTask {
  return {
    title: step.title,
    rendererOptions: { persistentOutput: true, outputBar: Number.POSITIVE_INFINITY },
    async task(_, task) {
      const begun = Date.now()
      const sign = setInterval(() => {
        if (!process.stdout.isTTY)
          task.output = `… ${task.title}: still at it after ${seconds(Date.now() - begun)}`
      }, signOfLifeMs)
      try {
        await step.work({
          retitle: (next) => void (task.title = next),
          note: (sentence) => void (task.output = sentence),
        })
      } catch (error) {
        failures.push(error)
        throw new Error('see below', { cause: error })
      } finally {
        clearInterval(sign)
      }
    },
  }
}

/** Everything goes to standard error: what a command prints may be read by a program. */
function plainLogger(): ListrLogger {
  return new ListrLogger({ useIcons: true, toStderr: Object.values(ListrLogLevels) })
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
