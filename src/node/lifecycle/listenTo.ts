import type { EventEmitter } from 'node:events'
import type { NodeEvents } from './nodeEvents.ts'

export type NodeListeners = { readonly [E in keyof NodeEvents]?: (...args: NodeEvents[E]) => void }

/** Listens to several of a node's events. @returns unsubscribe */
export function listenTo(
  events: Pick<EventEmitter<NodeEvents>, 'on' | 'off'>,
  listeners: NodeListeners,
): () => void {
  const entries = Object.entries(listeners) as [keyof NodeEvents, never][]
  for (const [event, listener] of entries) events.on(event, listener)
  return () => {
    for (const [event, listener] of entries) events.off(event, listener)
  }
}
