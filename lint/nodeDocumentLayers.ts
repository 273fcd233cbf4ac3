import type { Layers } from './layer.ts'
import { computing, files } from './packages.ts'

/** The rooms of `src/node` whose documents and files leave Busker. */
export const nodeDocumentLayers: Layers = {
  'src/node/markup': {
    label: 'documents of markup',
    holds: 'turns markup into the text of a document',
    why: 'a document is the same whatever it says, so it knows of nothing.',
    imports: [],
    packages: ['hono'],
  },
  'src/node/promotion': {
    label: 'pages for the web',
    holds: 'makes what tells others of a work or an artist outside of Busker: pages, feeds, codes',
    why: 'what is put on the web is made of what is public already: no key, no order and no money is needed for it.',
    imports: [
      'src/ipfs',
      'src/node/catalogue',
      'src/node/markup',
      'src/node/media',
      'src/protocol',
      'src/shared',
    ],
    packages: [...computing, ...files, 'hono', 'multiformats', 'pngjs', 'qr'],
    tests: {
      imports: ['src/node/catalogue/testing', 'src/node/store', 'src/process', 'src/testAudio'],
      packages: ['sharp', 'viem', 'zod'],
    },
  },
  'src/node/receipts': {
    label: 'receipts for people',
    holds: 'writes a receipt as a page, finds it in a file and checks it',
    why: 'a receipt is checked from nothing but itself: whoever has none of Busker’s data can do it.',
    imports: ['src/node/markup', 'src/protocol', 'src/shared'],
    packages: [...computing, 'hono'],
    tests: { imports: ['src/node/market', 'src/node/market/testing'], packages: ['fast-check'] },
  },
  'src/node/export': {
    label: 'files of one’s own',
    holds: 'writes what one owns as tagged files, in folders that a person chose',
    why: 'what is owned is opened by playback and written down: nothing is ordered, and no folder of Busker’s own is touched.',
    imports: [
      'src/node/artwork',
      'src/node/bonus',
      'src/node/catalogue',
      'src/node/media',
      'src/node/playback',
      'src/node/store',
      'src/protocol',
      'src/shared',
    ],
    packages: [...computing, ...files, 'p-queue'],
    tests: {
      imports: ['src/node/access', 'src/node/playback/testing', 'src/process', 'src/testAudio'],
      packages: ['music-metadata', 'sharp'],
    },
  },
}
