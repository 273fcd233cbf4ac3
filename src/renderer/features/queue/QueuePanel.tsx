export function QueuePanel() {
  return <p className="p-4 text-text-2">Nothing is queued.</p>
}
