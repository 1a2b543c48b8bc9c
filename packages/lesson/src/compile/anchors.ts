/** The anchor that code hosts give a heading, so that links in a lesson work there and here. */
export function hostAnchor(title: string): string {
  return title
    .toLowerCase()
    .trim()
    .replaceAll(/[^\p{L}\p{N}\p{M}_\s-]/gu, '')
    .replaceAll(/\s/g, '-')
}

/** A heading's own id: the host's anchor without what an emoji leaves of itself. */
export function headingId(title: string): string {
  return hostAnchor(title)
    .replaceAll('\uFE0F', '')
    .replaceAll(/^-+|-+$/g, '')
}

/** Ids that are taken, each with the number to try next when it is wanted again. */
export type TakenIds = Map<string, number>

/** The id, or the id with a number when it is taken. */
export function uniqueId(wanted: string, taken: TakenIds): string {
  let count = taken.get(wanted) ?? 0
  let id = count === 0 ? wanted : `${wanted}-${count}`
  while (taken.has(id)) {
    count += 1
    id = `${wanted}-${count}`
  }
  taken.set(wanted, count + 1)
  if (id !== wanted) taken.set(id, 1)
  return id
}
