/** A parent for tests to kill: runs the Raiden node that stdin describes, and says its pid when it is ready. */
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { raidenNetwork } from '../../src/raiden/raidenNetwork.ts'
import { RaidenNode } from '../../src/raiden/raidenNode.ts'
import { hex32 } from '../../src/shared/ids.ts'

const { network, folder, key } = z
  .object({ network: raidenNetwork, folder: z.string(), key: hex32 })
  .parse(JSON.parse(await text(process.stdin)))
const node = new RaidenNode({ network, dataFolder: folder, privateKey: () => key })
await node.start()
process.stdout.write(`${node.pid}\n`)
