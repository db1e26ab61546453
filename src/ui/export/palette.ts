/** The colours of a picture that leaves the page: those of `theme.css`, which a picture of its own cannot refer to. */
export interface Palette {
  readonly bg: string;
  readonly panel: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly line: string;
  readonly line2: string;
  readonly control: string;
  readonly hbone: string;
  readonly 'hbone-ink': string;
  readonly 'hbone-bg': string;
  readonly l7: string;
  readonly 'l7-ink': string;
  readonly 'l7-bg': string;
  readonly plain: string;
  readonly 'plain-ink': string;
  readonly 'plain-bg': string;
  readonly deny: string;
  readonly 'deny-ink': string;
  readonly 'deny-bg': string;
  readonly ok: string;
  readonly 'ok-ink': string;
  readonly 'ok-bg': string;
  readonly mtls: string;
  readonly 'mtls-ink': string;
  readonly 'mtls-bg': string;
  readonly outside: string;
  readonly 'outside-bg': string;
  readonly 'on-mark': string;
}

export const palettes: Readonly<Record<'light' | 'dark', Palette>> = {
  light: {
    bg: '#f7f8fa',
    panel: '#fff',
    ink: '#0f172a',
    ink2: '#475569',
    ink3: '#596880',
    line: '#e2e8f0',
    line2: '#cbd5e1',
    control: '#8694a8',
    hbone: '#0d9488',
    'hbone-ink': '#0f766e',
    'hbone-bg': '#f0fdfa',
    l7: '#7c3aed',
    'l7-ink': '#6d28d9',
    'l7-bg': '#f5f3ff',
    plain: '#d97706',
    'plain-ink': '#a64b08',
    'plain-bg': '#fffbeb',
    deny: '#dc2626',
    'deny-ink': '#b91c1c',
    'deny-bg': '#fef2f2',
    ok: '#16a34a',
    'ok-ink': '#166534',
    'ok-bg': '#e3f4e9',
    mtls: '#2563eb',
    'mtls-ink': '#1d4ed8',
    'mtls-bg': '#eff6ff',
    outside: '#64748b',
    'outside-bg': '#f1f5f9',
    'on-mark': '#fff',
  },
  dark: {
    bg: '#0b0f17',
    panel: '#111827',
    ink: '#e5e7eb',
    ink2: '#a3adbb',
    ink3: '#8792a2',
    line: '#1f2937',
    line2: '#374151',
    control: '#6b7789',
    hbone: '#2dd4bf',
    'hbone-ink': '#2dd4bf',
    'hbone-bg': '#0b2a2a',
    l7: '#a78bfa',
    'l7-ink': '#b7a1fb',
    'l7-bg': '#1e1838',
    plain: '#fbbf24',
    'plain-ink': '#fbbf24',
    'plain-bg': '#2a210b',
    deny: '#f87171',
    'deny-ink': '#fb8a8a',
    'deny-bg': '#2a1010',
    ok: '#4ade80',
    'ok-ink': '#4ade80',
    'ok-bg': '#143023',
    mtls: '#60a5fa',
    'mtls-ink': '#7fb6fb',
    'mtls-bg': '#0f2038',
    outside: '#8a97a9',
    'outside-bg': '#1a2433',
    'on-mark': '#06201e',
  },
};
