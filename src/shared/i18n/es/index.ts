import type { Catalogue } from '../catalogue.ts'
import { access } from './access.ts'
import { artist } from './artist.ts'
import { basket } from './basket.ts'
import { buy } from './buy.ts'
import { collection } from './collection.ts'
import { common } from './common.ts'
import { confirm } from './confirm.ts'
import { contacts } from './contacts.ts'
import { count } from './count.ts'
import { desktop } from './desktop.ts'
import { details } from './details.ts'
import { diagnostics } from './diagnostics.ts'
import { discover } from './discover.ts'
import { favourites } from './favourites.ts'
import { files } from './files.ts'
import { hidden } from './hidden.ts'
import { invitation } from './invitation.ts'
import { library } from './library.ts'
import { lyrics } from './lyrics.ts'
import { onboarding } from './onboarding.ts'
import { player } from './player.ts'
import { playlists } from './playlists.ts'
import { purchases } from './purchases.ts'
import { queue } from './queue.ts'
import { receipt } from './receipt.ts'
import { recommends } from './recommends.ts'
import { report } from './report.ts'
import { reservations } from './reservations.ts'
import { sales } from './sales.ts'
import { settings } from './settings.ts'
import { share } from './share.ts'
import { shell } from './shell.ts'
import { studio } from './studio.ts'
import { time } from './time.ts'
import { ui } from './ui.ts'
import { vault } from './vault.ts'
import { wallet } from './wallet.ts'
import { work } from './work.ts'

export const es: Catalogue = {
  access,
  artist,
  basket,
  buy,
  collection,
  common,
  confirm,
  contacts,
  count,
  desktop,
  details,
  diagnostics,
  discover,
  favourites,
  files,
  hidden,
  invitation,
  library,
  lyrics,
  onboarding,
  player,
  playlists,
  purchases,
  queue,
  receipt,
  recommends,
  report,
  reservations,
  sales,
  settings,
  share,
  shell,
  studio,
  time,
  ui,
  vault,
  wallet,
  work,
}
