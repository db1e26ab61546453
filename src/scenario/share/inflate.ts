export type Inflated =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'damaged' };

/**
 * Unpacks deflate-raw, and stops reading as soon as there is more than a scenario may be: a hundred kilobytes can hold
 * a hundred megabytes of nothing.
 */
export async function inflate(bytes: Uint8Array<ArrayBuffer>, limit: number): Promise<Inflated> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { kind: 'text', text: text + decoder.decode() };
      size += value.length;
      if (size > limit) {
        // The stream is of no more use; whether it can be told so does not matter.
        await reader.cancel().catch(() => undefined);
        return { kind: 'too-large' };
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    return { kind: endsEarly(error) ? 'truncated' : 'damaged' };
  }
}

/** Only the words of the error tell a missing end from damage: the first are Chromium's, then Firefox's and Node's. */
function endsEarly(error: unknown): boolean {
  const words = error instanceof Error ? `${error.message} ${String(error.cause)}` : '';
  return /truncated|input is ended|unexpected end/i.test(words);
}

export async function deflate(text: string): Promise<Uint8Array> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}
