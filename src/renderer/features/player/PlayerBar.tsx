/** The bottom bar: what plays, and its controls. */
export function PlayerBar() {
  return <div className="h-18" />
}
