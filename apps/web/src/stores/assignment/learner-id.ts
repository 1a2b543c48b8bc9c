const KEY = 'keyspace.learner'
/** As the server takes it. */
const ID = /^[\w-]{8,64}$/

let ofThisPage: string | undefined

/** What this browser calls itself in the queue, the same for every exam and task. */
export function learnerId(): string {
  ofThisPage ??= readOrMake()
  return ofThisPage
}

function readOrMake(): string {
  const fresh = newId()
  try {
    const kept = localStorage.getItem(KEY) ?? ''
    if (ID.test(kept)) return kept
    localStorage.setItem(KEY, fresh)
  } catch {
    // Storage is closed to us: it lasts as long as the page.
  }
  return fresh
}

/** 128 random bits; `crypto.randomUUID` is not there on a page without TLS. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
