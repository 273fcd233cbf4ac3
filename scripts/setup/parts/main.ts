// The second stage of set-up, on Busker's own Node: PART…, of those in ../commands.mjs, one beside the other.
import type { Part } from '../commands.mjs'
import { report, SetupProblem } from '../problem.mjs'
import { contracts } from './contracts.ts'
import { electron } from './electron.ts'
import { ffmpeg } from './ffmpeg.ts'
import { kubo } from './kubo.ts'
import { kuboProgram } from './kuboProgram.ts'
import { raidenWebUi } from './raidenWebUi.ts'
import type { Step } from './step.ts'
import { synapse } from './synapse.ts'

const steps: Partial<Record<Part, Step>> = {
  ffmpeg,
  contracts,
  electron,
  kubo,
  'kubo-program': kuboProgram,
  'raiden-webui': raidenWebUi,
  synapse,
}

const todo: Step[] = []
for (const [part, step] of Object.entries(steps)) {
  if (process.argv.includes(part) && !(await step.isDone())) todo.push(step)
}
if (todo.length > 0) {
  const { runSteps } = await import('./runSteps.ts')
  for (const error of await runSteps(todo)) {
    if (!(error instanceof SetupProblem)) throw error
    report(error)
    process.exitCode = 1
  }
}
