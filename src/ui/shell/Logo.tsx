/** A sailing boat: teal for ztunnel, violet for the waypoint. */
export function Logo() {
  return (
    <svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M3 19h18l-2 3H5z" fill="var(--ink)" />
      <path d="M11 2v14H4z" fill="var(--hbone)" />
      <path d="M13 6v10h6z" fill="var(--l7)" />
    </svg>
  );
}
