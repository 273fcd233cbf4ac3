const ignored = /[\p{M}\p{Default_Ignorable_Code_Point}\p{P}\p{S}\p{Z}]/gu

/** A Latin letter, and what of other alphabets and of the digits looks like it; all in lower case. */
const lookAlikes = `
  aаα bвβ cсϲ dԁ eеєε gց hнһ iі1lıӏι jјϳ kкκ mм nոηп oоο0σօ pрρ qԛ rг sѕ5 tтτ uυս vνѵ wԝωш xхχ yуγү`
  .trim()
  .split(/\s+/u)

const letters = new Map(
  lookAlikes.flatMap(([letter = '', ...others]) => others.map((other) => [other, letter] as const)),
)

/** What two names have in common that people can't tell apart at a glance. Never shown. */
export function nameKey(name: string): string {
  const plain = name.normalize('NFKD').toLowerCase().replace(ignored, '')
  const key = plain.replace(/./gu, (letter) => letters.get(letter) ?? letter)
  return key === '' ? name : key
}
