import { z } from 'zod'
import { type Address, address } from '../../shared/ids.ts'
import { defineSetting, type Settings } from '../settings/settings.ts'

const givers = defineSetting<Address[]>('gift-givers', z.array(address))

/** Whose gifts are accepted by themselves. */
export class GiftGivers {
  readonly #settings: Settings

  constructor(settings: Settings) {
    this.#settings = settings
  }

  list(): readonly Address[] {
    return this.#settings.get(givers) ?? []
  }

  has(giver: Address): boolean {
    return this.list().includes(giver)
  }

  set(giver: Address, isAccepted: boolean): void {
    const others = this.list().filter((each) => each !== giver)
    this.#settings.set(givers, isAccepted ? [...others, giver] : others)
  }
}
