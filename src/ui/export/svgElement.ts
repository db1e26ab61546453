type Value = string | number | undefined;

/** One element of an SVG text. Attributes and text are escaped; children are elements made the same way. */
export function element(
  name: string,
  attributes: Readonly<Record<string, Value>>,
  ...children: readonly string[]
): string {
  const written = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escaped(said(value))}"`]))
    .join('');
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join('')}</${name}>`;
}

/** Text for a place between tags. */
export function textNode(text: string): string {
  return escaped(text);
}

/** To a tenth of a unit, so that the same picture is the same text everywhere. */
function said(value: string | number): string {
  return typeof value === 'string' ? value : String(Math.round(value * 10) / 10);
}

function escaped(text: string): string {
  return (
    text
      .replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&quot;')
      // XML has no way to write these.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  );
}
