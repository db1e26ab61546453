import type { ProxyReasons } from '#model/reasons/proxy.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

export const proxyReasons: Sentences<ProxyReasons> = {};
