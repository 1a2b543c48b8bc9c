/** Colour roles of tokens.css as a canvas understands them, for the theme that the element is shown in. */
export function readColours<Role extends string>(
  element: HTMLElement,
  roles: readonly Role[],
): ReadonlyMap<Role, string> {
  const probe = document.createElement('i')
  // High contrast would give every role one colour.
  probe.className = 'own-colours'
  element.append(probe)
  const colours = new Map(
    roles.map((role) => {
      probe.style.color = `var(--${role})`
      return [role, getComputedStyle(probe).color] as const
    }),
  )
  probe.remove()
  return colours
}
