/** A day and a time as a language writes them, in the time zone of whoever reads. */
export function dayIn(languageTag: string): (time: number) => string {
  const format = new Intl.DateTimeFormat(languageTag, { dateStyle: 'medium', timeStyle: 'short' });
  return (time) => format.format(time);
}

const minute = 60_000;
const units = [
  ['day', 24 * 60 * minute],
  ['hour', 60 * minute],
  ['minute', minute],
] as const;

/** How long ago a time was, as a language says it, in the largest unit that fits. */
export function agoIn(languageTag: string, justNow: string): (time: number, now: number) => string {
  const format = new Intl.RelativeTimeFormat(languageTag, { numeric: 'auto' });
  return (time, now) => {
    const unit = units.find(([, length]) => now - time >= length);
    return unit === undefined ? justNow : format.format(-Math.floor((now - time) / unit[1]), unit[0]);
  };
}
