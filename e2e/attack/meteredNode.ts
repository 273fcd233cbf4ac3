// A `busker node` that notes how long its event loop stands still. Takes the same arguments.
import { startStallMeter } from '../../harness/stall/stallMeter.ts'

startStallMeter()
await import('../crash/killableNode.ts')
