/** `cluster.local/ns/shop/sa/waypoint` as the short form that the pictures use, `sa/waypoint`. */
export function shortIdentity(identity: string): string {
  const match = /\/ns\/[^/]+\/(sa\/[^/]+)$/.exec(identity);
  return match?.[1] ?? identity;
}
