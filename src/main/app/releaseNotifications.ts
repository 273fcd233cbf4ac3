import type { WorkView } from '../../shared/api/node.ts'
import { artistText } from '../../shared/artistText.ts'
import { quote } from '../../shared/text.ts'
import type { Notice } from './notifier.ts'
import { t } from '../../shared/i18n/t.ts'

export interface ReleaseNotificationsOptions {
  readonly isEnabled: () => boolean
  readonly show: (notice: Notice) => void
  /** A notification about this work was clicked. */
  readonly onClick: (work: WorkView) => void
}

/** Shows one silent notification for what an artist whom one follows brings out at once. */
export class ReleaseNotifications {
  readonly #options: ReleaseNotificationsOptions

  constructor(options: ReleaseNotificationsOptions) {
    this.#options = options
  }

  /** @param works of one artist; a release stands for its tracks */
  onNewWorks(works: readonly WorkView[]): void {
    const { isEnabled, show, onClick } = this.#options
    const first = works.find(({ kind }) => kind === 'release') ?? works[0]
    if (first === undefined || !isEnabled()) return
    const others = works.filter(
      (work) => work !== first && !(work.kind === 'track' && work.releaseTitle === first.title),
    )
    const more = others.length === 0 ? '' : ` ${t('desktop.andMoreReleases', { count: others.length })}`
    show({
      title: t('desktop.newFrom', { artistText: artistText(first) }),
      body: `${quote(first.title, 100)}${more}`,
      label: first.label,
      onClick: () => onClick(first),
    })
  }
}
