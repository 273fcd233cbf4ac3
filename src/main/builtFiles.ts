import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const built = fileURLToPath(new URL('..', import.meta.url))

/** What the build and the package put beside the main process. */
export const builtFiles = {
  /** The folder of pages. */
  pages: join(built, 'renderer'),
  icon: join(built, '..', '..', 'resources', 'icon.png'),
  updateFeed: join(built, 'update-feed.json'),
  /** The script that a page starts with. */
  preload: (page: 'main' | 'vault'): string => join(built, 'preload', `${page}.cjs`),
}
