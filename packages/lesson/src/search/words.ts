const ENDINGS_RU =
  /(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|ией|иях|ует|уют|ить|ать|ять|еть|ешь|ает|яет|ают|яют|ует|ала|ила|али|или|ах|ях|ов|ев|ей|ой|ый|ий|ая|яя|ое|ее|ые|ие|ую|юю|ом|ем|ам|ям|ия|ию|ии|ет|ит|ут|ют|ат|ят|ть|ся|а|я|о|е|ё|и|ы|у|ю|ь|й)$/u
const ENDINGS_EN = /(?:ing|ies|ied|es|ed|s)$/

/**
 * A word as the search knows it: small letters, ё as е, without the ending that only its place in the
 * sentence gives it. Light on purpose: what it leaves apart, prefixes and typing errors bring together.
 */
export function searchWord(word: string): string {
  const small = word.toLowerCase().replaceAll('ё', 'е')
  if (/^[а-я]{4,}$/.test(small)) return atLeast(3, small, small.replace(ENDINGS_RU, ''))
  if (/^[a-z]{4,}$/.test(small)) return atLeast(3, small, small.replace(ENDINGS_EN, ''))
  return small
}

function atLeast(length: number, word: string, stem: string): string {
  return stem.length >= length ? stem : word
}
