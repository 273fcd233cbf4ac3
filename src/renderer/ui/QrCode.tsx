import encodeQr from 'qr'
import { useMemo } from 'react'

/** Letters from which the squares would get too small for a camera: nothing soils a screen, so less is said twice. */
const longText = 200

/** A text as a QR code, black on white in both themes, as readers need it. @param label what it leads to */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { side, path } = useMemo(() => {
    const rows = encodeQr(text, 'raw', {
      ecc: text.length > longText ? 'low' : 'quartile',
      border: 4,
    })
    const modules = rows.flatMap((row, y) =>
      row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
    )
    return { side: rows.length, path: modules.join('') }
  }, [text])
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      className="w-full rounded-small"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
