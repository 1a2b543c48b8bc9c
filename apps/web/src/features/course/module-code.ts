/** What stands on the map for a module whose id is a code, such as `ra1`; empty for any other. */
export function moduleCode(id: string): string {
  return /^[a-z]{1,2}\d+$/i.test(id) ? id.toUpperCase() : ''
}
