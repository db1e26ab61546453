/** The address of the whole playground for what a frame shows: the same view of the same scenario, without the frame. */
export function playgroundAddress(framed: string, link: string): string {
  const address = new URL(framed);
  address.searchParams.delete('embed');
  address.hash = new URL(link).hash;
  return address.href;
}
