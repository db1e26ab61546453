import interLatin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';

/**
 * Draws an SVG text as a PNG. A picture loads nothing by itself, so the font goes into it. Undefined where the browser
 * refuses, as it does for pictures of more than its largest canvas.
 */
export async function rasterize(svg: string, scale: number): Promise<Blob | undefined> {
  const address = URL.createObjectURL(new Blob([await withFont(svg)], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    const context = canvas.getContext('2d');
    if (context === null) return undefined;
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => {
      canvas.toBlob((png) => {
        resolve(png ?? undefined);
      }, 'image/png');
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

async function withFont(svg: string): Promise<string> {
  const bytes = new Uint8Array(await (await fetch(interLatin)).arrayBuffer());
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000)
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  const face = `@font-face{font-family:'Inter Variable';font-weight:100 900;src:url(data:font/woff2;base64,${btoa(pieces.join(''))}) format('woff2')}`;
  return svg.replace('<title>', () => `<style>${face}</style><title>`);
}
