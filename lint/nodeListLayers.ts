import type { Layers } from './layer.ts'
import { computing, files } from './packages.ts'

/** The rooms of `src/node` that keep a list of the person's. */
export const nodeListLayers: Layers = {
  'src/node/playlists': {
    label: 'playlists',
    holds: 'is about playlists',
    why: 'a playlist is a list of labels: it neither plays nor buys.',
    imports: ['src/node/store', 'src/shared'],
    packages: [...computing, ...files],
  },
  'src/node/plays': {
    label: 'how often tracks were heard',
    holds: 'is about how often tracks were heard, and who is told of it',
    why: 'a play is of an id: what was heard, the player says, and what it is, the catalogue knows.',
    imports: ['src/node/store', 'src/shared'],
    packages: [...computing, 'zod'],
  },
  'src/node/favourites': {
    label: 'marked works, followed artists',
    holds: 'is about works a listener marked, and artists they follow',
    why: 'a mark is an id: what is behind it, the catalogue knows.',
    imports: ['src/node/store', 'src/shared'],
    packages: computing,
  },
  'src/node/contacts': {
    label: 'people by name',
    holds: 'is about people one knows by name, and their cards',
    why: 'a contact is a name and a card: what is paid or given to them, others know.',
    imports: ['src/ipfs', 'src/node/store', 'src/protocol', 'src/shared'],
    packages: computing,
    tests: { imports: ['src/node/keys'] },
  },
  'src/node/collection': {
    label: 'what one shows',
    holds: 'is about what a person shows that they bought, and what others bought together',
    why: 'it says of orders that they were made: no order depends on it.',
    imports: [
      'src/ipfs',
      'src/node/catalogue',
      'src/node/keys',
      'src/node/market',
      'src/node/settings',
      'src/node/store',
      'src/protocol',
      'src/shared',
    ],
    packages: [...computing, 'p-queue', 'pino', 'zod'],
    tests: { imports: ['src/node/market/testing', 'src/ipfs/testing'] },
  },
}
